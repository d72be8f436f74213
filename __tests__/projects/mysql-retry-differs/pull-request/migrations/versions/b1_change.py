"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    if not sa.inspect(op.get_bind()).has_table("topic"):
        op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer))
        op.create_index("ix_topic_account", "topic", ["account_id"])


def downgrade():
    op.drop_table("topic")
