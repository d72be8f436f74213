"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "email", existing_type=sa.String(120), type_=sa.String(200), existing_nullable=False)


def downgrade():
    op.alter_column("account", "email", existing_type=sa.String(200), type_=sa.String(120))
