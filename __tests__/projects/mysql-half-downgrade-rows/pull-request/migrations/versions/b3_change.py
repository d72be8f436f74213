"""b3"""

from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.execute("INSERT INTO member (role) VALUES (1)")


def downgrade():
    op.execute("DELETE FROM member")
