"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP SCHEMA billing CASCADE")


def downgrade():
    op.execute("CREATE SCHEMA billing")
    op.execute("CREATE TABLE billing.invoice (id integer)")
