"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.rename_table("role", "duty")
    op.alter_column("customer", "phone", new_column_name="telephone", existing_type=sa.String(20))


def downgrade():
    op.alter_column("customer", "telephone", new_column_name="phone", existing_type=sa.String(20))
    op.rename_table("duty", "role")
