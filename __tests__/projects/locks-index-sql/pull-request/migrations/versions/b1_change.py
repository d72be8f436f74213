"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE INDEX ix_customer_lower ON customer (lower(email)) WHERE is_active")


def downgrade():
    op.execute("DROP INDEX ix_customer_lower")
