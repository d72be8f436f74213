"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_index("ux_customer_email", table_name="customer")
    op.drop_index("ux_role_name", table_name="role")


def downgrade():
    op.create_index("ux_role_name", "role", ["name"], unique=True)
    op.create_index("ux_customer_email", "customer", ["email"], unique=True)
    op.execute("ALTER TABLE customer REPLICA IDENTITY USING INDEX ux_customer_email")
