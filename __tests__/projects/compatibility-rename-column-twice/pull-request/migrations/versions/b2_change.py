"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.rename_table("customer", "client")
    op.execute("ALTER TABLE client RENAME COLUMN label TO full_name")


def downgrade():
    op.execute("ALTER TABLE client RENAME COLUMN full_name TO label")
    op.rename_table("client", "customer")
