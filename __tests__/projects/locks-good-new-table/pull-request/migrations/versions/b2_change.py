"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.alter_column("profile", "body", nullable=False)


def downgrade():
    op.alter_column("profile", "body", nullable=True)
