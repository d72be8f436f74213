"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.create_foreign_key("fk_topic_account", "topic", "account", ["account_id"], ["id"])


def downgrade():
    op.execute("SELECT 1")
