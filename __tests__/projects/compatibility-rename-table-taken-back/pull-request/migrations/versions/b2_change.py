"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.rename_table("team_role", "role")


def downgrade():
    op.rename_table("role", "team_role")
