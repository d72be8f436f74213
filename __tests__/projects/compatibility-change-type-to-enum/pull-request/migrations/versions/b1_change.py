"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TYPE plan AS ENUM ('free', 'paid')")
    op.execute("ALTER TABLE customer ALTER COLUMN name TYPE plan USING name::plan")


def downgrade():
    op.execute("ALTER TABLE customer ALTER COLUMN name TYPE varchar(80) USING name::text")
    op.execute("DROP TYPE plan")
