"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.create_index("ix_topic_account", "topic", ["account_id", "id"])


def downgrade():
    op.drop_index("ix_topic_account", table_name="topic")
