"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("phone", new_column_name="telephone", existing_type=sa.String(20), type_=sa.String(30))


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("telephone", new_column_name="phone", existing_type=sa.String(30), type_=sa.String(20))
