"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_index("ux_customer_email", "customer", ["email"], unique=True)
    op.execute("ALTER TABLE customer REPLICA IDENTITY USING INDEX ux_customer_email")
    op.create_index("ux_role_name", "role", ["name"], unique=True)


def downgrade():
    op.drop_index("ux_role_name", table_name="role")
    op.execute("ALTER TABLE customer REPLICA IDENTITY DEFAULT")
    op.drop_index("ux_customer_email", table_name="customer")
