"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "name", existing_type=sa.String(80), nullable=False, server_default="")
    op.create_index("ix_account_name", "account", ["name"])
    op.create_index("ix_account_name", "account", ["name", "email"])


def downgrade():
    op.drop_index("ix_account_name", table_name="account")
    op.alter_column("account", "name", existing_type=sa.String(80), nullable=True, server_default=None)
