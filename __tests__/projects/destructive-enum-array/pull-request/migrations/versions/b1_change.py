"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TYPE mood RENAME TO mood_old")
    op.execute("CREATE TYPE mood AS ENUM ('glad', 'sad')")
    op.execute("ALTER TABLE note ALTER COLUMN moods DROP DEFAULT")
    op.execute("ALTER TABLE note ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[]")
    op.execute("ALTER TABLE note ALTER COLUMN moods SET DEFAULT '{glad}'")
    op.execute("DROP TYPE mood_old")


def downgrade():
    op.execute("ALTER TYPE mood RENAME TO mood_new")
    op.execute("CREATE TYPE mood AS ENUM ('glad', 'calm', 'sad')")
    op.execute("ALTER TABLE note ALTER COLUMN moods DROP DEFAULT")
    op.execute("ALTER TABLE note ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[]")
    op.execute("ALTER TABLE note ALTER COLUMN moods SET DEFAULT '{glad}'")
    op.execute("DROP TYPE mood_new")
