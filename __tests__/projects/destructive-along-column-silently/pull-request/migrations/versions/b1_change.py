"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_column("purchase", "customer_id")


def downgrade():
    pass
