"""b1"""

from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("INSERT INTO old_role SELECT id + 1000, name FROM role")


def downgrade():
    op.execute("DELETE FROM old_role")
