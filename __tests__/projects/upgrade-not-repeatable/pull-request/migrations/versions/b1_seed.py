"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO account (id, email) VALUES (1, 'root@example.org')")


def downgrade():
    op.execute("SELECT 1")
