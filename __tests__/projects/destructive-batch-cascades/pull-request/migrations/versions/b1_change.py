"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    with op.batch_alter_table("role") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(40), nullable=True)


def downgrade():
    with op.batch_alter_table("role") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(40), nullable=False)
