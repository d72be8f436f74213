"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer ALTER COLUMN email TYPE varchar(12) USING left(email, 12)")
    op.execute("ALTER TABLE customer ALTER COLUMN points TYPE smallint USING least(points, 32767)")
    op.execute("ALTER TABLE customer ALTER COLUMN joined_at TYPE date")


def downgrade():
    op.execute("ALTER TABLE customer ALTER COLUMN email TYPE varchar(120)")
    op.execute("ALTER TABLE customer ALTER COLUMN points TYPE integer")
    op.execute("ALTER TABLE customer ALTER COLUMN joined_at TYPE timestamp")
