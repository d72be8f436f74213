"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP VIEW named")
    op.execute("CREATE VIEW named AS SELECT id, name FROM account")


def downgrade():
    op.execute("DROP VIEW named")
    op.execute("CREATE VIEW named AS SELECT id FROM account")
