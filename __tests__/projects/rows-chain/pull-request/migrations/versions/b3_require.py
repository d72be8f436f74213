"""b3"""

import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("label", existing_type=sa.String(200), nullable=False)


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("label", existing_type=sa.String(200), nullable=True)
