"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.create_unique_constraint("uq_customer_email", ["email"])


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_constraint("uq_customer_email", type_="unique")
