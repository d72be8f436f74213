"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TYPE kind RENAME TO kind_old")
    op.execute("CREATE TYPE kind AS ENUM ('open')")
    op.execute("ALTER TABLE topic ALTER COLUMN kind TYPE kind USING kind::text::kind")
    op.execute("DROP TYPE kind_old")


def downgrade():
    op.execute("ALTER TYPE kind RENAME TO kind_old")
    op.execute("CREATE TYPE kind AS ENUM ('open', 'closed')")
    op.execute("ALTER TABLE topic ALTER COLUMN kind TYPE kind USING kind::text::kind")
    op.execute("DROP TYPE kind_old")
