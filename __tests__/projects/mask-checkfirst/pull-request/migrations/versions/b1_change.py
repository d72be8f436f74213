"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    sa.Enum("open", "closed", name="kind").create(op.get_bind(), checkfirst=True)


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
