"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIEW named AS SELECT name FROM account")


def downgrade():
    op.execute("DROP VIEW named")
