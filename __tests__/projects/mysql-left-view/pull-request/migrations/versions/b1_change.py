"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE ALGORITHM=MERGE VIEW account_email AS SELECT id, email FROM account")


def downgrade():
    op.execute("SELECT 1")
