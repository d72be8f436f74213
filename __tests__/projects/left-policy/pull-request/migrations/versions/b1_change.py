"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY own ON account USING (name = current_user)")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
