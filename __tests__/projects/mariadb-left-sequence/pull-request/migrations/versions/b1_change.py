"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SEQUENCE invoice_number START WITH 100 INCREMENT BY 5")


def downgrade():
    op.execute("SELECT 1")
