"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    connection = op.get_bind()
    for (id,) in connection.execute(sa.text("SELECT id FROM role")).fetchall():
        connection.execute(sa.text("DELETE FROM role WHERE id = :id"), {"id": id})


def downgrade():
    pass
