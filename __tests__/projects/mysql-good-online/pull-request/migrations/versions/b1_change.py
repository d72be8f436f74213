"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN nickname VARCHAR(40), ALGORITHM=INSTANT")


def downgrade():
    op.execute("ALTER TABLE account DROP COLUMN nickname, ALGORITHM=INPLACE, LOCK=NONE")
