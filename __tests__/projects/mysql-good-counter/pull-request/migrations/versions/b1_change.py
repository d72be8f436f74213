"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO account (email) VALUES ('a@example.org'), ('b@example.org')")


def downgrade():
    op.execute("DELETE FROM account WHERE email IN ('a@example.org', 'b@example.org')")
