"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP SEQUENCE invoice_number")
    op.execute("CREATE SEQUENCE invoice_number")


def downgrade():
    pass
