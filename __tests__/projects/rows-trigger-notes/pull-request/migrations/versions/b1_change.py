"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.add_column("customer", sa.Column("slug", sa.Text()))
    op.execute("UPDATE customer SET slug = lower(name)")


def downgrade():
    op.drop_column("customer", "slug")
