"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE account MODIFY flags SET('new', 'vip')")


def downgrade():
    op.execute("ALTER TABLE account MODIFY flags SET('new', 'vip', 'old')")
