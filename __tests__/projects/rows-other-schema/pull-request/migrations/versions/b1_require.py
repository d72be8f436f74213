"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.alter_column("entry", "note", nullable=False, schema="ledger")


def downgrade():
    op.alter_column("entry", "note", nullable=True, schema="ledger")
