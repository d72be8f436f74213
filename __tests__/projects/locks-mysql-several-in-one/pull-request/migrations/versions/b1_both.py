"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE orders ADD COLUMN paid_at DATETIME NULL, MODIFY note TEXT")


def downgrade():
    op.execute("ALTER TABLE orders DROP COLUMN paid_at, MODIFY note VARCHAR(100)")
