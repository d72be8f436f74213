"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE TYPE feeling AS ENUM ('glad', 'sad')")
    op.execute("ALTER TABLE note ALTER COLUMN moods TYPE feeling[] USING moods::text[]::feeling[]")


def downgrade():
    op.execute("ALTER TABLE note ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[]")
    op.execute("DROP TYPE feeling")
