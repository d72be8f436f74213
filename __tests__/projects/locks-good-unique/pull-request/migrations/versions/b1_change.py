"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("uq_role_name", "role", ["name"], unique=True, postgresql_concurrently=True)
    op.execute("ALTER TABLE role ADD CONSTRAINT uq_role_name UNIQUE USING INDEX uq_role_name")


def downgrade():
    op.drop_constraint("uq_role_name", "role")
