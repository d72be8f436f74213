"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    # alembic-gate: ignore[locks/index-not-concurrent] twenty rows
    op.create_index("ix_role_name", "role", ["name"])


def downgrade():
    op.drop_index("ix_role_name", "role")
