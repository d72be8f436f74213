"""require"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("role", sa.Column("rank", sa.Integer, nullable=False, server_default="1"))
    op.alter_column("role", "rank", server_default=None)
    op.execute("ALTER TABLE purchase DROP COLUMN referrer")


def downgrade():
    op.execute("ALTER TABLE purchase ADD COLUMN referrer integer")
    op.drop_column("role", "rank")
