"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE purchase SET referrer = customer.points FROM customer")


def downgrade():
    pass
