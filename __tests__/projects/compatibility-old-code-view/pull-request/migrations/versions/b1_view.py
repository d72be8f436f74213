"""view"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP VIEW active_customer")
    op.execute("CREATE VIEW active_customer AS SELECT id, email FROM customer WHERE is_active")


def downgrade():
    op.execute("DROP VIEW active_customer")
    op.execute("CREATE VIEW active_customer AS SELECT id, email, name FROM customer WHERE is_active")
