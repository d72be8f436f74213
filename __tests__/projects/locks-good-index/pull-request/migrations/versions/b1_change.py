"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_customer_email", "customer", ["email"], postgresql_concurrently=True, if_not_exists=True)
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_customer_name")


def downgrade():
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY ix_customer_name ON customer (name)")
        op.drop_index("ix_customer_email", "customer", postgresql_concurrently=True)
