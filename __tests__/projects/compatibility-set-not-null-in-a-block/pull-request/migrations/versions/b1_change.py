"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE customer SET phone = '-' WHERE phone IS NULL")
    op.execute("ALTER TABLE customer ADD CONSTRAINT has_phone CHECK (phone IS NOT NULL) NOT VALID")
    op.execute("ALTER TABLE customer VALIDATE CONSTRAINT has_phone")
    op.execute("DO $$ BEGIN EXECUTE 'ALTER TABLE customer ALTER COLUMN phone SET NOT NULL'; END $$")
    op.execute("ALTER TABLE customer DROP CONSTRAINT has_phone")


def downgrade():
    op.execute("ALTER TABLE customer ALTER COLUMN phone DROP NOT NULL")
