"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("UPDATE account SET name = '' WHERE name IS NULL")
    with op.batch_alter_table("account", table_args=[sa.CheckConstraint("name <> email")]) as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=False)


def downgrade():
    with op.batch_alter_table("account", table_args=[sa.CheckConstraint("name <> email")]) as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=True)
