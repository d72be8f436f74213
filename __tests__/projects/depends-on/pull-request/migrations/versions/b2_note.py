"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = None
branch_labels = ("notes",)
depends_on = "b1"


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer, primary_key=True), sa.Column("topic_id", sa.Integer, sa.ForeignKey("topic.id")))


def downgrade():
    op.drop_table("note")
