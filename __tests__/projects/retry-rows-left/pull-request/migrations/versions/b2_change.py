"""b2"""

from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("CREATE TABLE IF NOT EXISTS topic (id INTEGER)")
    op.execute("INSERT INTO seed (id) VALUES (1)")
    op.execute("CREATE TABLE IF NOT EXISTS post (id INTEGER)")


def downgrade():
    op.execute("DROP TABLE post")
    op.execute("DROP TABLE topic")
