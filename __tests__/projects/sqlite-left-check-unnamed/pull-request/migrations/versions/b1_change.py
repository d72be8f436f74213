"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account", recreate="always", table_args=[sa.CheckConstraint("length(name) > 1")]):
        pass


def downgrade():
    op.execute("SELECT 1")
