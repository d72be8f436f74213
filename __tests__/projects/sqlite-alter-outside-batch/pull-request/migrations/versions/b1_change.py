"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.drop_constraint("uq_account", "account", type_="unique")


def downgrade():
    op.create_unique_constraint("uq_account", "account", ["email"])
