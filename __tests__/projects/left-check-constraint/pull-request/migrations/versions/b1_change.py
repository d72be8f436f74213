"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_check_constraint("ck_account_name", "account", "name <> ''")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
