"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIEW named AS SELECT id, name FROM account WHERE name IS NOT NULL")
    op.execute("CREATE TRIGGER named_delete INSTEAD OF DELETE ON named BEGIN DELETE FROM account WHERE id = old.id; END")


def downgrade():
    op.execute("SELECT 1")
