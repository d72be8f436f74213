"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE role ADD CONSTRAINT ck_role_name CHECK (name IN ('owner', 'guest'))")
    op.execute("ALTER TABLE role ADD CONSTRAINT uq_role_name UNIQUE (name)")


def downgrade():
    op.execute("ALTER TABLE role DROP CONSTRAINT uq_role_name")
    op.execute("ALTER TABLE role DROP CONSTRAINT ck_role_name")
