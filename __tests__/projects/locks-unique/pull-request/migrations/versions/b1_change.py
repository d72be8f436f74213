"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_unique_constraint("uq_role_name", "role", ["name"])


def downgrade():
    op.drop_constraint("uq_role_name", "role")
