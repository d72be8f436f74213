"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP INDEX ix_email")


def downgrade():
    op.execute("CREATE INDEX ix_email ON account (email)")
