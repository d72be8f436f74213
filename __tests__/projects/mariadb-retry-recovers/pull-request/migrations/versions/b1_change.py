"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN IF NOT EXISTS nickname VARCHAR(40)")
    op.execute("CREATE INDEX IF NOT EXISTS ix_account_nickname ON account (nickname)")
    op.execute("ALTER TABLE account DROP COLUMN IF EXISTS nothing")


def downgrade():
    op.execute("ALTER TABLE account DROP COLUMN nickname")
