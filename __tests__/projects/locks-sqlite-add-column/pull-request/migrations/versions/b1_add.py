"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("orders") as batch_op:
        batch_op.add_column(sa.Column("paid_at", sa.DateTime))


def downgrade():
    with op.batch_alter_table("orders") as batch_op:
        batch_op.drop_column("paid_at")
