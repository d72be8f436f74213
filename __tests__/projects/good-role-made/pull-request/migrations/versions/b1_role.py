"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE ROLE gate_writer")
    op.execute("GRANT SELECT ON account TO gate_writer")


def downgrade():
    op.execute("REVOKE SELECT ON account FROM gate_writer")
    op.execute("DROP ROLE gate_writer")
