"""topic, whose downgrade leaves a sequence"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("CREATE SEQUENCE topic_number")


def downgrade():
    op.drop_table("topic")
