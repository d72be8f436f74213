"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE DOMAIN mood AS text CONSTRAINT mood_values CHECK (VALUE IN ('glad', 'calm', 'sad'))")
    op.execute("CREATE TABLE note (id serial PRIMARY KEY, mood mood)")


def downgrade():
    op.execute("DROP TABLE note")
    op.execute("DROP DOMAIN mood")
