"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE seed (id INTEGER PRIMARY KEY)")


def downgrade():
    op.execute("DROP TABLE seed")
