"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE PROCEDURE clear_names() BEGIN UPDATE account SET name = NULL; DELETE FROM account WHERE id < 0; END")


def downgrade():
    op.execute("SELECT 1")
