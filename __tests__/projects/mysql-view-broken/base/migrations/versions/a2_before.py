"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIEW account_name AS SELECT id, name FROM account")


def downgrade():
    op.execute("SELECT 1")
