"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    sa.Enum("editor", "owner", name="role_name").create(op.get_bind())
    op.alter_column("role", "name", type_=sa.Enum(name="role_name"), postgresql_using="name::role_name")


def downgrade():
    op.alter_column("role", "name", type_=sa.String(40), postgresql_using="name::varchar")
    sa.Enum(name="role_name").drop(op.get_bind())
