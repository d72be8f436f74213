"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id", name="fk_topic_account")), mysql_comment="topics", mariadb_comment="topics")


def downgrade():
    op.execute("SELECT 1")
