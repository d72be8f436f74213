"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE role_2 (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL)")
    op.execute("INSERT INTO role_2 SELECT id, name FROM role WHERE id > (SELECT min(id) FROM role)")
    op.drop_table("role")
    op.rename_table("role_2", "role")


def downgrade():
    pass
