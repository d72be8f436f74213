"""b1"""

from alembic import op

revision = "b1"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("CREATE TABLE IF NOT EXISTS topic (id INTEGER)")
        op.execute("CREATE TABLE post (id INTEGER)")
        op.execute("CREATE TABLE vote (id INTEGER)")


def downgrade():
    op.execute("DROP TABLE vote")
    op.execute("DROP TABLE post")
    op.execute("DROP TABLE topic")
