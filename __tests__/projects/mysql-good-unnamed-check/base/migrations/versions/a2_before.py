"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE price (amount INT, CHECK (amount > 0), CHECK (amount < 100))")


def downgrade():
    op.execute("SELECT 1")
