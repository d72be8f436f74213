"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.create_check_constraint("ck_customer", "email <> email")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_constraint("ck_customer", type_="check")
