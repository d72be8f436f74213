"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("customer", "points", type_=sa.Text)


def downgrade():
    op.alter_column("customer", "points", type_=sa.Integer, postgresql_using="points::integer")
