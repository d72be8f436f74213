"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE visit SET LOGGED")


def downgrade():
    op.execute("ALTER TABLE visit SET UNLOGGED")
