"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TYPE mood AS ENUM ('fine', 'bad')")
    op.execute("ALTER TABLE customer ADD COLUMN mood mood")


def downgrade():
    op.drop_column("customer", "mood")
    op.execute("DROP TYPE mood")
