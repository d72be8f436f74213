"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("team", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("team")
