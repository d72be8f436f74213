"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("purchase", sa.Column("code", sa.Text(), nullable=False))


def downgrade():
    op.drop_column("purchase", "code")
