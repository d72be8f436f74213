"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE account DROP CONSTRAINT uq_email")


def downgrade():
    op.execute("ALTER TABLE account ADD CONSTRAINT uq_email UNIQUE (email)")
