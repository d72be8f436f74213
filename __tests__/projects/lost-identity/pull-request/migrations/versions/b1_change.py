"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ALTER COLUMN id DROP DEFAULT")
    op.execute("DROP SEQUENCE account_id_seq")
    op.execute("ALTER TABLE account ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY")


def downgrade():
    op.execute("ALTER TABLE account ALTER COLUMN id DROP IDENTITY")
    op.execute("CREATE SEQUENCE account_id_seq AS integer OWNED BY account.id")
