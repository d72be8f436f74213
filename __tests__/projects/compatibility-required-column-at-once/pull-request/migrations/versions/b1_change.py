"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE role ADD COLUMN weight integer NOT NULL")


def downgrade():
    op.drop_column("role", "weight")
