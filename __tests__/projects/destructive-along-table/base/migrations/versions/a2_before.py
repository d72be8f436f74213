"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIEW buyers AS SELECT email FROM customer")


def downgrade():
    op.execute("DROP VIEW buyers")
