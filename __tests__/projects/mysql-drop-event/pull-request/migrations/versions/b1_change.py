"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP EVENT clear_names")


def downgrade():
    op.execute("CREATE EVENT clear_names ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO UPDATE account SET name = NULL")
