"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP TRIGGER account_touch ON account")


def downgrade():
    op.execute("CREATE TRIGGER account_touch BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION touch()")
