"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIEW role_name AS SELECT name FROM role")


def downgrade():
    op.execute("DROP VIEW role_name")
