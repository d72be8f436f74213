"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_table("scratch")


def downgrade():
    op.create_table("scratch", sa.Column("id", sa.Integer, primary_key=True))
