"""c1"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = "b1"


def upgrade():
    op.drop_table("topic")


def downgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(80)))
