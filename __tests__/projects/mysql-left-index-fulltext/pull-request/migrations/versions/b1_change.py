"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE FULLTEXT INDEX ft_account_name ON account (name)")


def downgrade():
    op.execute("SELECT 1")
