"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer ADD COLUMN token uuid DEFAULT gen_random_uuid() UNIQUE, ALTER COLUMN points TYPE bigint, ADD CONSTRAINT ck_points CHECK (points >= 0)")


def downgrade():
    op.drop_constraint("ck_points", "customer")
    op.execute("ALTER TABLE customer DROP COLUMN token, ALTER COLUMN points TYPE integer")
