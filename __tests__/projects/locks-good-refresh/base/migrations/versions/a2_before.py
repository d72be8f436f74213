"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE MATERIALIZED VIEW spender AS SELECT customer_id, sum(total) FROM purchase GROUP BY 1")
    op.execute("CREATE UNIQUE INDEX ON spender (customer_id)")


def downgrade():
    op.execute("DROP MATERIALIZED VIEW spender")
