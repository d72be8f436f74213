"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("phone_new", sa.String(40)))
    op.execute("UPDATE customer SET phone_new = phone")
    op.drop_column("customer", "phone")
    op.alter_column("customer", "phone_new", new_column_name="phone", existing_type=sa.String(40))


def downgrade():
    op.add_column("customer", sa.Column("phone_old", sa.String(20)))
    op.execute("UPDATE customer SET phone_old = phone")
    op.drop_column("customer", "phone")
    op.alter_column("customer", "phone_old", new_column_name="phone", existing_type=sa.String(20))
