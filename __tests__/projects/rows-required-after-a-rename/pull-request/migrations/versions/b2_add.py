"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.add_column("duty", sa.Column("rank", sa.Date, nullable=False))


def downgrade():
    op.drop_column("duty", "rank")
