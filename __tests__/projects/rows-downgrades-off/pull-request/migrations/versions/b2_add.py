"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.add_column("customer", sa.Column("city", sa.String(40), nullable=False))


def downgrade():
    op.drop_column("customer", "city")
