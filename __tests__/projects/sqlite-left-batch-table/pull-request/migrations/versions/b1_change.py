"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE _alembic_tmp_account AS SELECT * FROM account")


def downgrade():
    op.execute("SELECT 1")
