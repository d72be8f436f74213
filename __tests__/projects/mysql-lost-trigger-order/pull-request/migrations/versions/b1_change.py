"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP TRIGGER account_first")


def downgrade():
    op.execute("CREATE TRIGGER account_first BEFORE INSERT ON account FOR EACH ROW SET NEW.email = LOWER(NEW.email)")
