"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TYPE mood AS ENUM ('glad', 'calm', 'sad')")
    op.execute("CREATE TABLE note (id serial PRIMARY KEY, mood mood)")
    op.execute("CREATE TABLE diary (id serial PRIMARY KEY, mood mood)")


def downgrade():
    op.execute("DROP TABLE diary")
    op.execute("DROP TABLE note")
    op.execute("DROP TYPE mood")
