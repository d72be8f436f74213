"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE topic (id integer)")
    op.execute("COMMIT")
    op.execute("CREATE INDEX CONCURRENTLY ix_topic ON topic (id)")


def downgrade():
    op.execute("DROP TABLE topic")
