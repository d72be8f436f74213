"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP TYPE kind")


def downgrade():
    op.execute("CREATE TYPE kind AS ENUM ('open')")
