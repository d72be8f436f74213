"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TRIGGER account_touch AFTER UPDATE ON account BEGIN SELECT 1; END")


def downgrade():
    op.execute("SELECT 1")
