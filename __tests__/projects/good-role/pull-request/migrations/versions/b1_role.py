"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DO $$ BEGIN CREATE ROLE gate_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    op.execute("GRANT SELECT ON account TO gate_reader")


def downgrade():
    op.execute("REVOKE SELECT ON account FROM gate_reader")
