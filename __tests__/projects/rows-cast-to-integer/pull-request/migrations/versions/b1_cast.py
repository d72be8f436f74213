"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("customer", "phone", type_=sa.Integer, postgresql_using="phone::integer")


def downgrade():
    op.alter_column("customer", "phone", type_=sa.String(20), postgresql_using="phone::varchar")
