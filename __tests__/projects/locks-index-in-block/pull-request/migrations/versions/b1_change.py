"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DO $$ BEGIN CREATE INDEX ix_customer_email ON customer (email); END $$")


def downgrade():
    op.execute("DROP INDEX ix_customer_email")
