"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.drop_column("account", "name")  # alembic-gate: ignore[destructive/drop-column]


def downgrade():
    op.add_column("account", sa.Column("name", sa.String(80)))
