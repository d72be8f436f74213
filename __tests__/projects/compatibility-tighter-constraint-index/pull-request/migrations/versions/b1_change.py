"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE UNIQUE INDEX uq_customer_email ON customer (lower(email))")
    op.execute("ALTER TABLE purchase ADD CONSTRAINT one_reference EXCLUDE USING btree (reference WITH =)")


def downgrade():
    op.execute("ALTER TABLE purchase DROP CONSTRAINT one_reference")
    op.execute("DROP INDEX uq_customer_email")
