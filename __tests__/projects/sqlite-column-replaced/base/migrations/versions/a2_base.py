"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("price", sa.Integer))


def downgrade():
    op.drop_column("account", "price")
