"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "name", new_column_name="title")


def downgrade():
    op.execute("SELECT 1")
