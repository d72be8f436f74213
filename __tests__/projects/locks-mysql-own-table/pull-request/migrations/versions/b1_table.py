"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("visit", sa.Column("id", sa.Integer, primary_key=True), sa.Column("page", sa.Integer))
    op.alter_column("visit", "page", existing_type=sa.Integer, type_=sa.BigInteger)


def downgrade():
    op.drop_table("visit")
