"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer ADD COLUMN token uuid DEFAULT gen_random_uuid() NOT NULL")


def downgrade():
    op.drop_column("customer", "token")
