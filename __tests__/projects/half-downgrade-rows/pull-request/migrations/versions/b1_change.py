"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE role (id INTEGER PRIMARY KEY)")
    op.execute("CREATE TABLE member (role INTEGER REFERENCES role (id))")


def downgrade():
    op.execute("DROP TABLE member")
    op.execute("DROP TABLE role")
