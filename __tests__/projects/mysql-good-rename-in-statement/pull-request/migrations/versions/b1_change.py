"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("RENAME TABLE topic TO subject, account TO person")


def downgrade():
    op.execute("RENAME TABLE subject TO topic, person TO account")
