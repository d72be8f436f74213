"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE USER 'gate_lent'@'%' IDENTIFIED BY 'x'")


def downgrade():
    op.execute("DROP USER 'gate_lent'@'%'")
