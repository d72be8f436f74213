"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE topic DROP COLUMN title")


def downgrade():
    op.execute("ALTER TABLE topic ADD COLUMN title varchar(80)")
