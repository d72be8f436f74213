"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE account ADD CONSTRAINT ex_account EXCLUDE USING btree (email WITH =)")


def downgrade():
    op.execute("COMMENT ON TABLE account IS NULL")
