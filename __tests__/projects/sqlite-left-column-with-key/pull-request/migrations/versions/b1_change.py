"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN boss_id INTEGER REFERENCES account (id)")
    op.create_index("ix_boss", "account", ["boss_id"])


def downgrade():
    op.execute("SELECT 1")
