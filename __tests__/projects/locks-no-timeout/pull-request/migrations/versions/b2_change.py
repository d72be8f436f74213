"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE role ADD COLUMN note text")


def downgrade():
    op.drop_column("role", "note")
