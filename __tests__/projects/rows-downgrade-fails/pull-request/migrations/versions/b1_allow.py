"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"

role = sa.table("role", sa.column("id", sa.Integer), sa.column("name", sa.String))


def upgrade():
    with op.batch_alter_table("role") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(40), nullable=True)
    op.execute("UPDATE role SET name = NULL")


def downgrade():
    with op.batch_alter_table("role") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(40), nullable=False)
