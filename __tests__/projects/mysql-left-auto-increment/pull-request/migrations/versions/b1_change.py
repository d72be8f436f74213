"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE tag MODIFY id INT NOT NULL AUTO_INCREMENT")


def downgrade():
    op.execute("SELECT 1")
