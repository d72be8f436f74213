"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.create_index("ix_client_email", "client", ["email"])


def downgrade():
    op.drop_index("ix_client_email", "client")
