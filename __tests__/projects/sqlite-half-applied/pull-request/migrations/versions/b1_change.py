"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))
    op.create_index("ix_email", "account", ["email"])
    op.create_foreign_key("fk_topic", "topic", "account", ["id"], ["id"])


def downgrade():
    op.drop_index("ix_email", table_name="account")
    op.drop_table("topic")
