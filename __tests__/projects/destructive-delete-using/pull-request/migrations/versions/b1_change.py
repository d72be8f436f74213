"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DELETE FROM purchase USING customer WHERE customer.id = purchase.customer_id AND customer.id > 1002")


def downgrade():
    pass
