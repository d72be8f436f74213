"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.get_bind().execute(sa.text("SELECT name FROM role")).scalar_one_or_none()


def downgrade():
    pass
