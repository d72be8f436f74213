"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"

role = sa.table("role", sa.column("id", sa.Integer), sa.column("name", sa.String))


def upgrade():
    op.bulk_insert(role, [{"id": 1, "name": "auditor"}])


def downgrade():
    op.execute("DELETE FROM role WHERE id = 1")
