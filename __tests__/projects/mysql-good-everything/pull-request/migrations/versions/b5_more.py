"""b5"""

import sqlalchemy as sa
from alembic import op

revision = "b5"
down_revision = "b4"


def upgrade():
    op.execute("CREATE EVENT cool_down ON SCHEDULE EVERY 1 HOUR DO CALL cool()")


def downgrade():
    op.execute("DROP EVENT cool_down")
