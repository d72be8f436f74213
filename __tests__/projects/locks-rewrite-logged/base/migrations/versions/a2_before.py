"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE UNLOGGED TABLE visit (id integer PRIMARY KEY, page text)")


def downgrade():
    op.drop_table("visit")
