"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_check_constraint("ck_purchase_total", "purchase", "total >= 0", postgresql_not_valid=True)


def downgrade():
    op.drop_constraint("ck_purchase_total", "purchase")
