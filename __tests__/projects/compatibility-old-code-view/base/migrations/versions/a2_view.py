"""view"""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIEW active_customer AS SELECT id, email, name FROM customer WHERE is_active")


def downgrade():
    op.execute("DROP VIEW active_customer")
