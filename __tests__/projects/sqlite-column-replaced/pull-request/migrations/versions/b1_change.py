"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_column("account", "price")
    op.add_column("account", sa.Column("quantity", sa.Integer))


def downgrade():
    op.execute("SELECT 1")
