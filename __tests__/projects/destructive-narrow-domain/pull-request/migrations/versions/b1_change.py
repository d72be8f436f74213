"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE customer ALTER COLUMN name TYPE short_name")
    op.execute("ALTER TABLE role ALTER COLUMN name TYPE long_name")


def downgrade():
    op.execute("ALTER TABLE customer ALTER COLUMN name TYPE varchar(80)")
    op.execute("ALTER TABLE role ALTER COLUMN name TYPE varchar(40)")
