"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("nickname", sa.String(40)))


def downgrade():
    op.drop_column("account", "nickname")
