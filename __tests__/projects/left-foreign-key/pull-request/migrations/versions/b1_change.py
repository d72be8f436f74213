"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD COLUMN parent_id integer")
    op.execute("ALTER TABLE account ADD CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES account (id)")
    op.execute("ALTER TABLE account ALTER COLUMN parent_id SET DEFAULT 0")


def downgrade():
    op.execute("ALTER TABLE account ALTER COLUMN parent_id DROP DEFAULT")
