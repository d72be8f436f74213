"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE old (id integer PRIMARY KEY)")
    op.execute("CREATE TABLE draft (id integer PRIMARY KEY)")


def downgrade():
    op.drop_table("draft")
    op.drop_table("old")
