"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE account MODIFY views INT NOT NULL")


def downgrade():
    op.execute("ALTER TABLE account MODIFY views INT UNSIGNED NOT NULL")
