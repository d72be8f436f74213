"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER DOMAIN amount ADD CONSTRAINT amount_positive CHECK (VALUE > -1000000)")


def downgrade():
    op.execute("ALTER DOMAIN amount DROP CONSTRAINT amount_positive")
