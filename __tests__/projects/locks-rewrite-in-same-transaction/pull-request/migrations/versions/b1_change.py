"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("role", sa.Column("note", sa.Text))
    op.execute("ALTER TABLE customer ALTER COLUMN points TYPE bigint")


def downgrade():
    op.alter_column("customer", "points", type_=sa.Integer)
    op.drop_column("role", "note")
