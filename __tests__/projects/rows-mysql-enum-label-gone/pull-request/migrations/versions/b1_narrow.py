"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.alter_column("ticket", "state", existing_type=sa.Enum("open", "held", "closed"), type_=sa.Enum("open", "held"), existing_nullable=False)


def downgrade():
    op.alter_column("ticket", "state", existing_type=sa.Enum("open", "held"), type_=sa.Enum("open", "held", "closed"), existing_nullable=False)
