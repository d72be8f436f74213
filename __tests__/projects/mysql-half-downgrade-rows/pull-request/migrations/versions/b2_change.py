"""b2"""

from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("INSERT INTO role (id) VALUES (1)")


def downgrade():
    op.execute("DELETE FROM role WHERE id = 1")
    op.execute("ALTER TABLE role DROP COLUMN absent")
