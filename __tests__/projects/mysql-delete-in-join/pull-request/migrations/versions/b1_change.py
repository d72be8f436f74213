"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DELETE a FROM account a JOIN topic t ON t.account_id = a.id WHERE t.id < 10")


def downgrade():
    pass
