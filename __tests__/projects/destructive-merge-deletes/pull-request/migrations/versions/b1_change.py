"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("""
    MERGE INTO purchase USING customer ON customer.id = purchase.customer_id
    WHEN MATCHED AND customer.id > 1003 THEN DELETE
    """)


def downgrade():
    pass
