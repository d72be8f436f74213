"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_general_ci")


def downgrade():
    op.execute("SELECT 1")
