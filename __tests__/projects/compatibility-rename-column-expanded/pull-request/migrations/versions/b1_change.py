"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("full_name", sa.String(80), nullable=True))
    op.execute("UPDATE customer SET full_name = name")


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("full_name")
