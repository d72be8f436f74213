"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    inspector = sa.inspect(op.get_bind())
    if "nickname" not in {column["name"] for column in inspector.get_columns("account")}:
        op.add_column("account", sa.Column("nickname", sa.String(40)))
    if "ix_account_nickname" not in {index["name"] for index in inspector.get_indexes("account")}:
        op.create_index("ix_account_nickname", "account", ["nickname"])


def downgrade():
    op.drop_column("account", "nickname")
