"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer ADD CONSTRAINT ck_customer CHECK (points < 100) NOT VALID")


def downgrade():
    op.drop_constraint("ck_customer", "customer")
