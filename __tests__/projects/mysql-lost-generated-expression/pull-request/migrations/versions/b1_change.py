"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE account MODIFY loud VARCHAR(120) GENERATED ALWAYS AS (LOWER(email)) VIRTUAL")


def downgrade():
    op.execute("ALTER TABLE account MODIFY loud VARCHAR(120) GENERATED ALWAYS AS (TRIM(email)) VIRTUAL")
