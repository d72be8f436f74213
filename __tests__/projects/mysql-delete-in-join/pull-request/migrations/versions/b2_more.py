"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("REPLACE INTO account (id, email) VALUES (1, 'a@example.org')")


def downgrade():
    op.execute("DELETE FROM account")
