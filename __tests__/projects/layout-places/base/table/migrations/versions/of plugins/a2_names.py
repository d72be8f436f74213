"""names"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("name", sa.String(80)))


def downgrade():
    op.drop_column("account", "name")
