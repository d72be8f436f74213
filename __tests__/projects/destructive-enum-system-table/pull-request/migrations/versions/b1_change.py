"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DELETE FROM pg_enum WHERE enumtypid = 'mood'::regtype AND enumlabel = 'calm'")


def downgrade():
    op.execute("ALTER TYPE mood ADD VALUE 'calm' BEFORE 'sad'")
