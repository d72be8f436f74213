"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("RENAME TABLE role TO team_role, purchase TO sale")


def downgrade():
    op.execute("RENAME TABLE team_role TO role, sale TO purchase")
