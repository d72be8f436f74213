"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_account_name", "account", ["name"])


def downgrade():
    op.execute("SELECT 1")
