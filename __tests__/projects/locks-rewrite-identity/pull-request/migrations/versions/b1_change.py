"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("role", sa.Column("number", sa.Integer, sa.Identity(), nullable=False))


def downgrade():
    op.drop_column("role", "number")
