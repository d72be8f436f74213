"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE OR REPLACE VIEW named AS SELECT id, name FROM account WHERE name <> ''")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
