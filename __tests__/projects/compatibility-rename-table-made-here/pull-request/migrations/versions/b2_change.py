"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.rename_table("team", "crew")


def downgrade():
    op.rename_table("crew", "team")
