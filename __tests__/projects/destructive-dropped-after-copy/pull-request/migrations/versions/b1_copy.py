"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE role_2 AS SELECT * FROM role")
    op.drop_table("role")
    op.rename_table("role_2", "role")
    op.rename_table("purchase", "purchase_2")
    op.execute("CREATE TABLE purchase AS SELECT * FROM purchase_2 WHERE id < 0")


def downgrade():
    raise NotImplementedError
