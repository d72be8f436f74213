"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_column("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.String(80)))
