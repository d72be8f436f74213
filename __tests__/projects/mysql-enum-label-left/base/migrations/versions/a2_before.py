"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("kind", sa.Enum("open", "closed"), nullable=False, server_default="open"))


def downgrade():
    op.execute("SELECT 1")
