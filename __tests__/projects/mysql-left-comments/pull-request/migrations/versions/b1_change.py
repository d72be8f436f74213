"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table_comment("account", "people")
    op.alter_column("account", "name", existing_type=sa.String(80), comment="full name")


def downgrade():
    op.execute("SELECT 1")
