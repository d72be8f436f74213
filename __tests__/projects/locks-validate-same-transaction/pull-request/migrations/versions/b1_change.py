"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_check_constraint("ck_purchase_total", "purchase", "total >= 0", postgresql_not_valid=True)
    op.execute("ALTER TABLE purchase VALIDATE CONSTRAINT ck_purchase_total")


def downgrade():
    op.drop_constraint("ck_purchase_total", "purchase")
