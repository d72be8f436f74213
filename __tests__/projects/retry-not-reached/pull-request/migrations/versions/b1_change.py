"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"

looked_up = []


def upgrade():
    if not looked_up:
        looked_up.append(True)
        op.execute("SELECT 1")
        op.execute("SELECT 2")
    op.execute("CREATE TABLE IF NOT EXISTS topic (id INTEGER)")
    op.execute("CREATE TABLE IF NOT EXISTS post (id INTEGER)")
    op.execute("CREATE TABLE vote (id INTEGER)")


def downgrade():
    op.execute("DROP TABLE vote")
    op.execute("DROP TABLE post")
    op.execute("DROP TABLE topic")
