"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE purchase ADD UNIQUE uq_purchase (reference, referrer), ADD INDEX ix_referrer (referrer)")


def downgrade():
    op.execute("ALTER TABLE purchase DROP INDEX uq_purchase, DROP INDEX ix_referrer")
