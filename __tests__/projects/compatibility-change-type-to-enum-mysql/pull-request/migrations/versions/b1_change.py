"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer MODIFY name ENUM('free', 'paid')")


def downgrade():
    op.execute("ALTER TABLE customer MODIFY name varchar(80)")
