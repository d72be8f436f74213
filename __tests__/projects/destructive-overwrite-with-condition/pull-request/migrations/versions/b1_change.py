"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE customer SET phone = 'none' WHERE phone IS NULL")


def downgrade():
    op.execute("UPDATE customer SET phone = NULL WHERE phone = 'none'")
