"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD CONSTRAINT uq_email UNIQUE (email)")


def downgrade():
    op.execute("ALTER TABLE account DROP CONSTRAINT uq_email")
