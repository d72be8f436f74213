"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE customer SET points = 0 WHERE points IS NULL")
    op.execute("INSERT INTO role (id, name) VALUES (90, 'guest')")


def downgrade():
    op.execute("DELETE FROM role WHERE id = 90")
