"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    if op.get_bind().execute(sa.text("SELECT count(*) FROM role")).scalar():
        raise RuntimeError("role must be empty")


def downgrade():
    pass
