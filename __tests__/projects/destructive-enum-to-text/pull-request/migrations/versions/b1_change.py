"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE text")
    op.execute("ALTER TYPE mood RENAME TO feeling")


def downgrade():
    op.execute("ALTER TYPE feeling RENAME TO mood")
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE mood USING mood::mood")
