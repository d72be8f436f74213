"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.alter_column("account", "name", existing_type=sa.String(80), type_=sa.String(80, collation="utf8mb4_bin"))


def downgrade():
    op.execute("SELECT 1")
