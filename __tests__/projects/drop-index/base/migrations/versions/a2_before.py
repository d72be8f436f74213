"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE INDEX ix_email ON account (email)")


def downgrade():
    op.execute("DROP INDEX ix_email")
