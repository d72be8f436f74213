"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.rename_table("topic", "subject")


def downgrade():
    op.rename_table("subject", "topic")
