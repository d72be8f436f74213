"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("ALTER TABLE customer VALIDATE CONSTRAINT ck_name")
    op.alter_column("customer", "name", nullable=False)
    op.drop_constraint("ck_name", "customer")


def downgrade():
    op.alter_column("customer", "name", nullable=True)
    op.create_check_constraint("ck_name", "customer", "name IS NOT NULL", postgresql_not_valid=True)
