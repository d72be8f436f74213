"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TYPE mood ADD VALUE 'great'")
    op.execute("UPDATE person SET mood = 'great' WHERE mood = 'good'")


def downgrade():
    pass
