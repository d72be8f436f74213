"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("SET SESSION sql_mode = ''")
    op.alter_column("role", "name", existing_type=sa.String(40), type_=sa.String(3), existing_nullable=False)


def downgrade():
    op.alter_column("role", "name", existing_type=sa.String(3), type_=sa.String(40), existing_nullable=False)
