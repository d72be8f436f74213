"""c1"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("phone", sa.String(40)))


def downgrade():
    op.drop_column("account", "phone")
