"""b2"""

from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("INSERT INTO role (id) VALUES (1), (2)")


def downgrade():
    with op.get_context().autocommit_block():
        op.execute("DELETE FROM role")
    op.execute("DROP INDEX absent")
