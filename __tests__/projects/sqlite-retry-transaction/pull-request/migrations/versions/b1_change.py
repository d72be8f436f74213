"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("BEGIN")
    op.execute("CREATE TABLE topic (id INTEGER)")
    op.execute("CREATE TABLE post (id INTEGER)")
    op.execute("COMMIT")


def downgrade():
    op.execute("DROP TABLE post")
    op.execute("DROP TABLE topic")
