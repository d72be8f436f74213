"""b3"""

from alembic import op

revision = "b3"
down_revision = "b1"


def upgrade():
    assert op.get_bind().exec_driver_sql("SELECT count(*) FROM role").scalar() == 0
    op.execute("INSERT INTO role (id) VALUES (1)")


def downgrade():
    op.execute("DELETE FROM role")
