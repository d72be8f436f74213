"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE purchase ADD CONSTRAINT ex_purchase_reference EXCLUDE USING btree (reference WITH =)")


def downgrade():
    op.drop_constraint("ex_purchase_reference", "purchase")
