"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("phone")
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(20)))


def downgrade():
    pass
