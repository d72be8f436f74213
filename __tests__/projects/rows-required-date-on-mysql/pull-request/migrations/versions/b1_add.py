"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("born_on", sa.Date, nullable=False))


def downgrade():
    op.drop_column("customer", "born_on")
