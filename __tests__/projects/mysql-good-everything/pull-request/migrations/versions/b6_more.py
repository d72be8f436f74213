"""b6"""

import sqlalchemy as sa
from alembic import op

revision = "b6"
down_revision = "b5"


def upgrade():
    op.create_index("ix_topic_title", "topic", ["title"], mysql_length={"title": 20}, mariadb_length={"title": 20})


def downgrade():
    op.drop_index("ix_topic_title", table_name="topic")
