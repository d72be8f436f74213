"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE TYPE app.mood AS ENUM ('glad', 'sad')")
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE app.mood USING mood::text::app.mood")


def downgrade():
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE mood USING mood::text::mood")
    op.execute("DROP TYPE app.mood")
