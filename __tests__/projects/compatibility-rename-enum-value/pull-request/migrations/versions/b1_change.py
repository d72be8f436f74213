"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TYPE mood RENAME VALUE 'fine' TO 'good'")
    op.execute("ALTER TYPE mood RENAME VALUE 'bad' TO 'low'")


def downgrade():
    op.execute("ALTER TYPE mood RENAME VALUE 'low' TO 'bad'")
    op.execute("ALTER TYPE mood RENAME VALUE 'good' TO 'fine'")
