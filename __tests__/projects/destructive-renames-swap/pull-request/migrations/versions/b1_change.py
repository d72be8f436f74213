"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("RENAME TABLE role TO role_other, purchase TO role, role_other TO purchase")


def downgrade():
    op.execute("RENAME TABLE role TO role_other, purchase TO role, role_other TO purchase")
