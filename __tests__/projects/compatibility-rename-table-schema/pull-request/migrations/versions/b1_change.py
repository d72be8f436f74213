"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER SCHEMA staff RENAME TO people")


def downgrade():
    op.execute("ALTER SCHEMA people RENAME TO staff")
