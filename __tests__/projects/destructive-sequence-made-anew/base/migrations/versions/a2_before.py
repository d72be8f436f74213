"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SEQUENCE invoice_number")


def downgrade():
    op.execute("DROP SEQUENCE invoice_number")
