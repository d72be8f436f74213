"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_table("price")


def downgrade():
    op.execute("CREATE TABLE price (amount INT, CHECK (amount > 0), CHECK (amount < 100))")
