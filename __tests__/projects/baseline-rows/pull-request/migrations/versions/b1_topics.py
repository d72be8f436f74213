"""topics"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("topic")
