"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("INSERT INTO role (id, name) VALUES (1, 'reader') ON CONFLICT (id) DO UPDATE SET name = excluded.name")


def downgrade():
    pass
