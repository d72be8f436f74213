"""b3"""

from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    assert op.get_bind().exec_driver_sql("SELECT count(*) FROM role").scalar() == 2
    op.execute("INSERT INTO member (role) VALUES (1)")


def downgrade():
    op.execute("DELETE FROM member")
