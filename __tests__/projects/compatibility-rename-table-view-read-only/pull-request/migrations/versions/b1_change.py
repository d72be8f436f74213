"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.rename_table("role", "team_role")
    op.execute("CREATE VIEW role AS SELECT * FROM team_role")


def downgrade():
    op.execute("DROP VIEW role")
    op.rename_table("team_role", "role")
