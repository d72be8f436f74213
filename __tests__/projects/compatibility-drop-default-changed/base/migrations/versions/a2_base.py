"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("plan", sa.String(20), nullable=False, server_default="free"))


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("plan")
