"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_index("ix_role_name", "role", ["name"])
    op.execute("ALTER TABLE role ALTER COLUMN name SET DEFAULT 'x'")
    op.execute("ALTER TABLE role ADD COLUMN token uuid DEFAULT gen_random_uuid()")
    op.execute("UPDATE role SET name = 'y' WHERE id = 5")


def downgrade():
    op.drop_column("role", "token")
    op.alter_column("role", "name", server_default=None)
    op.drop_index("ix_role_name")
