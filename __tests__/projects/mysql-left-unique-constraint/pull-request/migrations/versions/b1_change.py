"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_unique_constraint("uq_account_email", "account", ["email"])


def downgrade():
    op.execute("SELECT 1")
