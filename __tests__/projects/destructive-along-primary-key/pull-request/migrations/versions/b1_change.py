"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer DROP CONSTRAINT customer_pkey CASCADE")


def downgrade():
    op.execute("ALTER TABLE customer ADD CONSTRAINT customer_pkey PRIMARY KEY (id)")
    op.create_foreign_key("fk_purchase_customer", "purchase", "customer", ["customer_id"], ["id"])
