"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER SEQUENCE invoice_number INCREMENT BY 10 CACHE 50")


def downgrade():
    op.execute("SELECT 1")
