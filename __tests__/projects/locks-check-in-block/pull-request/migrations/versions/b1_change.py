"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DO $$ BEGIN ALTER TABLE purchase ADD CONSTRAINT ck_total CHECK (total >= 0); END $$")


def downgrade():
    op.execute("ALTER TABLE purchase DROP CONSTRAINT ck_total")
