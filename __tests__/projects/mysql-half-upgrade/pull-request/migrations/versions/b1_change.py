"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer))
    op.add_column("absent", sa.Column("title", sa.String(80)))
    op.create_index("ix_account_name", "account", ["name"])


def downgrade():
    op.drop_index("ix_account_name", table_name="account")
    op.drop_table("topic")
