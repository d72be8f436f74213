"""what a table that no revision makes gets"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.add_column("legacy", sa.Column("note", sa.Text))


def downgrade():
    op.drop_column("legacy", "note")
