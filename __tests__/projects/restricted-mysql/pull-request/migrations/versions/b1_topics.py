"""topics"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("CREATE VIEW topic_ids AS SELECT id FROM topic")


def downgrade():
    op.execute("DROP VIEW topic_ids")
    op.drop_table("topic")
