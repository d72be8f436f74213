"""default"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = "b1"


def upgrade():
    op.alter_column("role", "rank", server_default="1")


def downgrade():
    op.alter_column("role", "rank", server_default=None)
