"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE role CONVERT TO CHARACTER SET latin1")
    op.execute("ALTER TABLE purchase DEFAULT CHARACTER SET latin1")


def downgrade():
    op.execute("ALTER TABLE role CONVERT TO CHARACTER SET utf8mb4")
    op.execute("ALTER TABLE purchase DEFAULT CHARACTER SET utf8mb4")
