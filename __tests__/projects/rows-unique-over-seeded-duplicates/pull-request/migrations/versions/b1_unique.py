"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_index("uq_role_name", "role", ["name"], unique=True)


def downgrade():
    op.drop_index("uq_role_name", "role")
