"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_table("draft")
    op.drop_table("old")


def downgrade():
    op.execute("CREATE TABLE old (id integer PRIMARY KEY)")
    op.execute("CREATE TABLE draft (id integer PRIMARY KEY)")
