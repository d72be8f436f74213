"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE reading ADD COLUMN unit text")
    op.execute("UPDATE reading SET unit = 'C'")
    op.execute("ALTER TABLE reading ALTER COLUMN unit SET NOT NULL")


def downgrade():
    op.execute("ALTER TABLE reading DROP COLUMN unit")
