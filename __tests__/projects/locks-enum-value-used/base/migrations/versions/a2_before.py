"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TYPE mood AS ENUM ('good', 'bad')")
    op.execute("CREATE TABLE person (id integer PRIMARY KEY, mood mood)")


def downgrade():
    op.drop_table("person")
    op.execute("DROP TYPE mood")
