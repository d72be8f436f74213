"""rule"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer ADD CONSTRAINT ck_points CHECK (points >= 2000000000) NOT VALID")


def downgrade():
    op.drop_constraint("ck_points", "customer")
