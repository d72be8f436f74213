"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE note (id serial PRIMARY KEY, tag text, body text, data json)")


def downgrade():
    op.execute("DROP TABLE note")
