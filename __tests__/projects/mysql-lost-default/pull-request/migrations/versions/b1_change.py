"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.alter_column("account", "state", existing_type=sa.String(20), type_=sa.String(40))


def downgrade():
    op.alter_column("account", "state", existing_type=sa.String(40), type_=sa.String(20))
