"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("customer", "name", type_=sa.String(120))


def downgrade():
    op.alter_column("customer", "name", type_=sa.String(80))
