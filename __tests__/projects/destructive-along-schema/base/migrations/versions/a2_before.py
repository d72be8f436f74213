"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SCHEMA app")
    op.execute("CREATE TABLE app.ledger (id serial PRIMARY KEY, total int)")
    op.execute("CREATE VIEW app.totals AS SELECT total FROM app.ledger")
    op.execute("CREATE TYPE app.state AS ENUM ('open')")


def downgrade():
    op.execute("DROP SCHEMA app CASCADE")
