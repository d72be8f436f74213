"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("UPDATE purchase SET referrer = NULL WHERE referrer NOT IN (SELECT id FROM customer)")
    op.execute("ALTER TABLE purchase VALIDATE CONSTRAINT fk_purchase_referrer")


def downgrade():
    pass
