"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD loud VARCHAR(120) GENERATED ALWAYS AS (UPPER(email)) VIRTUAL")


def downgrade():
    op.execute("SELECT 1")
