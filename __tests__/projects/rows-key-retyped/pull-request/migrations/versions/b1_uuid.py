"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE role ADD COLUMN uid uuid NOT NULL DEFAULT gen_random_uuid()")
    op.drop_column("role", "id")
    op.alter_column("role", "uid", new_column_name="id")
    op.create_primary_key("role_pkey", "role", ["id"])


def downgrade():
    op.drop_column("role", "id")
    op.execute("ALTER TABLE role ADD COLUMN id serial PRIMARY KEY")
