"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.create_index("uq_ticket_state", "ticket", ["state"], unique=True)


def downgrade():
    op.drop_index("uq_ticket_state", "ticket")
