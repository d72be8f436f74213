"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("SELECT forget_roles()")


def downgrade():
    op.add_column("customer", sa.Column("phone", sa.String(20)))
