"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DELETE FROM account")


def downgrade():
    op.execute("INSERT INTO account (id, email) VALUES (1, 'ada@example.org')")
