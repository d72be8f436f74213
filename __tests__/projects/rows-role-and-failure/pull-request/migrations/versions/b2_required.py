"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.add_column("role", sa.Column("code", sa.Text(), nullable=False))


def downgrade():
    op.drop_column("role", "code")
