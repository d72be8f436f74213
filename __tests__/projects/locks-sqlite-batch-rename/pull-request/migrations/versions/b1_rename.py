"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("orders") as batch_op:
        batch_op.alter_column("note", new_column_name="remark")


def downgrade():
    with op.batch_alter_table("orders") as batch_op:
        batch_op.alter_column("remark", new_column_name="note")
