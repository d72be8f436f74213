"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id", ondelete="CASCADE")), sa.Column("title", sa.Text), sa.Column("price", sa.Numeric(10, 2), server_default="0"), sa.Column("kind", sa.Enum("open", "closed")), sa.Column("is_hot", sa.Boolean), sa.Column("at", sa.DateTime, server_default=sa.func.now()), sa.Column("data", sa.JSON), sa.CheckConstraint("price >= 0"), sa.UniqueConstraint("account_id", "kind"))


def downgrade():
    op.drop_table("topic")
