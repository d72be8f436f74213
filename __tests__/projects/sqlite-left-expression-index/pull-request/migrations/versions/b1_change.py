"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE UNIQUE INDEX ux_email ON account (lower(email) DESC) WHERE name IS NOT NULL")


def downgrade():
    op.execute("SELECT 1")
