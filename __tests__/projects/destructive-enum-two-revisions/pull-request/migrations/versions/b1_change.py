"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TYPE mood RENAME TO mood_old")
    op.execute("CREATE TYPE mood AS ENUM ('glad', 'sad')")


def downgrade():
    op.execute("DROP TYPE mood")
    op.execute("ALTER TYPE mood_old RENAME TO mood")
