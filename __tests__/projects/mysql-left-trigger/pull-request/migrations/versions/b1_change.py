"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TRIGGER account_lower BEFORE INSERT ON account FOR EACH ROW SET NEW.email = LOWER(NEW.email)")


def downgrade():
    op.execute("SELECT 1")
