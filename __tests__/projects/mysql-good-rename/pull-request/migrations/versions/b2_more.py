"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.alter_column("account", "name", new_column_name="full_name", existing_type=sa.String(80))


def downgrade():
    op.alter_column("account", "full_name", new_column_name="name", existing_type=sa.String(80))
