"""b1_create_the_table_of_my_topics"""

import sqlalchemy as sa
from alembic import op

revision = "b1_create_the_table_of_my_topics"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(80)))


def downgrade():
    op.drop_table("topic")
