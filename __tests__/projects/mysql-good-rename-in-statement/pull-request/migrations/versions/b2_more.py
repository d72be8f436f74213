"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE person CHANGE COLUMN name full_name VARCHAR(80), RENAME COLUMN email TO address")


def downgrade():
    op.execute("ALTER TABLE person RENAME COLUMN full_name TO name, CHANGE address email VARCHAR(120) NOT NULL")
