"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("comment_parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(80)))
    op.execute("CREATE VIRTUAL TABLE comment USING fts5(body)")


def downgrade():
    op.execute("DROP TABLE comment")
    op.drop_table("comment_parent")
