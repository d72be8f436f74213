"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION watch()")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
