"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_index("ix_account_name", table_name="account")
    op.create_index("ix_account_both", "account", ["name", "email"])


def downgrade():
    op.drop_index("ix_account_both", table_name="account")
    op.create_index("ix_account_name", "account", ["name"])
