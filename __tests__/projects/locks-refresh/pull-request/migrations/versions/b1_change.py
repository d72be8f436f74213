"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("REFRESH MATERIALIZED VIEW spender")


def downgrade():
    pass
