"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SCHEMA billing")
    op.execute("CREATE TABLE billing.invoice (id integer)")


def downgrade():
    op.execute("DROP SCHEMA billing CASCADE")
