"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.alter_column("account", "kind", existing_type=sa.Enum("open", "closed"), type_=sa.Enum("closed", "open"), existing_nullable=False, existing_server_default="open")


def downgrade():
    op.execute("SELECT 1")
