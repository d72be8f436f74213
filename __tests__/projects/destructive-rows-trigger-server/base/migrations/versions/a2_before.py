"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE TRIGGER forget AFTER UPDATE ON customer BEGIN DELETE FROM role; END")
    else:
        op.execute("CREATE TRIGGER forget AFTER UPDATE ON customer FOR EACH ROW DELETE FROM role")


def downgrade():
    op.execute("DROP TRIGGER forget")
