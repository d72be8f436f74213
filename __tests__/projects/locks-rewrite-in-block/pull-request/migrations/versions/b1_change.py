"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DO $$ BEGIN ALTER TABLE customer ALTER COLUMN points TYPE bigint; END $$")


def downgrade():
    op.execute("DO $$ BEGIN ALTER TABLE customer ALTER COLUMN points TYPE integer; END $$")
