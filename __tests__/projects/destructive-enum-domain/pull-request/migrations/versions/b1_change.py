"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER DOMAIN mood DROP CONSTRAINT mood_values")
    op.execute("ALTER DOMAIN mood ADD CONSTRAINT mood_values CHECK (VALUE IN ('glad', 'sad'))")


def downgrade():
    op.execute("ALTER DOMAIN mood DROP CONSTRAINT mood_values")
    op.execute("ALTER DOMAIN mood ADD CONSTRAINT mood_values CHECK (VALUE IN ('glad', 'calm', 'sad'))")
