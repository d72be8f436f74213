"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SCHEMA billing")
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id", ondelete="CASCADE")), schema="billing")
    op.create_index("ix_invoice", "invoice", ["account_id"], schema="billing")


def downgrade():
    op.drop_table("invoice", schema="billing")
    op.execute("DROP SCHEMA billing")
