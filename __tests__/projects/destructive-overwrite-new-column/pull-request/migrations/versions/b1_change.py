"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("display_name", sa.String(80)))
    op.execute("UPDATE customer SET display_name = name")


def downgrade():
    op.drop_column("customer", "display_name")
