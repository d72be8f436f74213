"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("age", sa.Integer))


def downgrade():
    op.execute("SELECT 1")
