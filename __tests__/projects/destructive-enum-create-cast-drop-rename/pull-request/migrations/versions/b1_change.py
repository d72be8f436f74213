"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE TYPE mood_new AS ENUM ('glad', 'sad')")
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE mood_new USING mood::text::mood_new")
    op.execute("DROP TYPE mood")
    op.execute("ALTER TYPE mood_new RENAME TO mood")


def downgrade():
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE text")
    op.execute("DROP TYPE mood")
    op.execute("CREATE TYPE mood AS ENUM ('glad', 'calm', 'sad')")
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE mood USING mood::mood")
