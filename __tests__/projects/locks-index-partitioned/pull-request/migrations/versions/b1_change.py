"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.create_index("ix_event_at", "event", ["at"])


def downgrade():
    op.drop_index("ix_event_at")
