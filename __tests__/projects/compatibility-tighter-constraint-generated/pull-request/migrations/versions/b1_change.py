"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer DROP COLUMN points, ADD COLUMN points integer GENERATED ALWAYS AS (char_length(email)) STORED")


def downgrade():
    op.execute("ALTER TABLE customer DROP COLUMN points")
    op.execute("ALTER TABLE customer ADD COLUMN points integer")
