"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TYPE mood RENAME TO feeling")
    op.execute("ALTER TYPE feeling RENAME VALUE 'calm' TO 'quiet'")


def downgrade():
    op.execute("ALTER TYPE feeling RENAME VALUE 'quiet' TO 'calm'")
    op.execute("ALTER TYPE feeling RENAME TO mood")
