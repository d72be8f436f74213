"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk_purchase_referrer", "purchase", "customer", ["referrer"], ["id"], postgresql_not_valid=True)


def downgrade():
    op.drop_constraint("fk_purchase_referrer", "purchase")
