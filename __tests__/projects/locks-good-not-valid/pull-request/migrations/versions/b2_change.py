"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE purchase VALIDATE CONSTRAINT ck_purchase_total")


def downgrade():
    pass
