"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE mood USING mood::text::mood")


def downgrade():
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE mood_old USING mood::text::mood_old")
