"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.create_unique_constraint("uq_customer_active", ["is_active"])


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_constraint("uq_customer_active", type_="unique")
