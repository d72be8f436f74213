"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN nickname VARCHAR(40), ADD INDEX ix_account_nickname (nickname)")


def downgrade():
    op.execute("ALTER TABLE account DROP COLUMN nickname")
