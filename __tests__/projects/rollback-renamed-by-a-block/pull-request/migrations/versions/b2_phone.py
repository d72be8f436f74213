"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.add_column("account", sa.Column("phone", sa.String(20)))


def downgrade():
    op.drop_column("account", "phone")
