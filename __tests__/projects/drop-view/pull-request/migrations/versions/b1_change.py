"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP VIEW named")


def downgrade():
    op.execute("CREATE VIEW named AS SELECT id FROM account")
