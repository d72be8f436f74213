"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TRIGGER account_first BEFORE INSERT ON account FOR EACH ROW SET NEW.email = LOWER(NEW.email)")
    op.execute("CREATE TRIGGER account_second BEFORE INSERT ON account FOR EACH ROW SET NEW.name = NEW.email")


def downgrade():
    op.execute("SELECT 1")
