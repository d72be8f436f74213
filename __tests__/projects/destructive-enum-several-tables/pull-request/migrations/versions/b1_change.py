"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TYPE mood RENAME TO mood_old")
    op.execute("CREATE TYPE mood AS ENUM ('glad', 'sad')")
    for table in ("note", "diary"):
        op.execute(f"ALTER TABLE {table} ALTER COLUMN mood TYPE mood USING mood::text::mood")
    op.execute("DROP TYPE mood_old")


def downgrade():
    op.execute("ALTER TYPE mood RENAME TO mood_new")
    op.execute("CREATE TYPE mood AS ENUM ('glad', 'calm', 'sad')")
    for table in ("note", "diary"):
        op.execute(f"ALTER TABLE {table} ALTER COLUMN mood TYPE mood USING mood::text::mood")
    op.execute("DROP TYPE mood_new")
