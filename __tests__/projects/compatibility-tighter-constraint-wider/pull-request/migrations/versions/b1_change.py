"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE role DROP CONSTRAINT ck_role_name")
    op.execute("ALTER TABLE role ADD CONSTRAINT ck_role_kind CHECK (name IN ('owner', 'guest', 'member'))")
    op.execute("ALTER TABLE role DROP CONSTRAINT uq_role_name")
    op.execute("ALTER TABLE role ADD CONSTRAINT uq_role_name_id UNIQUE (name, id)")


def downgrade():
    op.execute("ALTER TABLE role DROP CONSTRAINT uq_role_name_id")
    op.execute("ALTER TABLE role ADD CONSTRAINT uq_role_name UNIQUE (name)")
    op.execute("ALTER TABLE role DROP CONSTRAINT ck_role_kind")
    op.execute("ALTER TABLE role ADD CONSTRAINT ck_role_name CHECK (name IN ('owner', 'guest'))")
