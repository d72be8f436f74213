"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE role MODIFY grade varchar(20)")


def downgrade():
    op.execute("ALTER TABLE role MODIFY grade ENUM('low', 'high')")
