"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("CREATE DEFINER=CURRENT_USER PROCEDURE p() SQL SECURITY INVOKER SELECT 1")


def downgrade():
    op.execute("DROP PROCEDURE p")
