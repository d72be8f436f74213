"""b3"""

import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.execute("UPDATE customer SET email = lower(email)")


def downgrade():
    pass
