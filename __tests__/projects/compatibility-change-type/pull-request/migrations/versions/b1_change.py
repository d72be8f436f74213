"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("points", existing_type=sa.Integer(), type_=sa.String(20))


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("points", existing_type=sa.String(20), type_=sa.Integer(), postgresql_using="points::integer")
