"""b4"""

import sqlalchemy as sa
from alembic import op

revision = "b4"
down_revision = "b3"


def upgrade():
    op.execute("CREATE PROCEDURE cool() UPDATE topic SET is_hot = 0")


def downgrade():
    op.execute("DROP PROCEDURE cool")
