"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE INDEX ix_lower ON account (lower(email))")
    op.execute("CREATE INDEX ix_name ON account (name DESC)")


def downgrade():
    op.drop_index("ix_lower", table_name="account")
    op.drop_index("ix_name", table_name="account")
