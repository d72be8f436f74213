"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE TYPE feeling AS ENUM ('sad', 'calm', 'glad', 'angry')")
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE feeling USING mood::text::feeling")


def downgrade():
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE mood USING mood::text::mood")
    op.execute("DROP TYPE feeling")
