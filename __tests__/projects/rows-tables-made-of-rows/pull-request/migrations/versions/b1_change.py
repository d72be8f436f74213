"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    for (name,) in op.get_bind().exec_driver_sql("SELECT id FROM role").all():
        op.execute(f"CREATE TABLE IF NOT EXISTS role_{name} (id integer)")


def downgrade():
    pass
