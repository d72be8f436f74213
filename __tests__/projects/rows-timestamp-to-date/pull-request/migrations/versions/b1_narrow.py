"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("joined_at", existing_type=sa.DateTime(), type_=sa.Date())


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("joined_at", existing_type=sa.Date(), type_=sa.DateTime())
