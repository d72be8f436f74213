"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE tag (id INT NOT NULL PRIMARY KEY)")


def downgrade():
    op.execute("SELECT 1")
