"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE DOMAIN short_name AS varchar(20)")
    op.execute("CREATE DOMAIN long_name AS varchar(80)")


def downgrade():
    op.execute("DROP DOMAIN short_name")
    op.execute("DROP DOMAIN long_name")
