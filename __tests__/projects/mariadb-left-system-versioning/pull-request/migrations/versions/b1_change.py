"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD SYSTEM VERSIONING")


def downgrade():
    op.execute("SELECT 1")
