"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("COMMENT ON TABLE account IS 'people who log in'")
    op.execute("COMMENT ON COLUMN account.name IS 'as they want to be called'")


def downgrade():
    op.execute("SELECT 1")
