"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("comment", sa.Column("id", sa.Integer, primary_key=True), sa.Column("topic_id", sa.Integer, sa.ForeignKey("topic.id")))


def downgrade():
    op.drop_table("topic")
    op.drop_table("comment")
