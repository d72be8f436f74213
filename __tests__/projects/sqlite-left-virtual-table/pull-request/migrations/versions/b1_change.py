"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIRTUAL TABLE account_words USING fts5(name, content='account')")


def downgrade():
    op.execute("SELECT 1")
