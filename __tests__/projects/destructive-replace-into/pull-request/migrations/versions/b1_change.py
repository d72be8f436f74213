"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("REPLACE INTO role (id, name) VALUES (1, 'writer')")


def downgrade():
    pass
