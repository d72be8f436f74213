"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE DOMAIN amount AS numeric(12, 2)")
    op.execute("CREATE TABLE payment (id integer PRIMARY KEY, value amount)")


def downgrade():
    op.drop_table("payment")
    op.execute("DROP DOMAIN amount")
