"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE ROLE IF NOT EXISTS gate_reader")
    op.execute("GRANT SELECT ON account TO gate_reader")


def downgrade():
    op.execute("DROP ROLE gate_reader")
