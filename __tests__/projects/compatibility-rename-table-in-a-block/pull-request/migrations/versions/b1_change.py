"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("DO $$ BEGIN EXECUTE format('ALTER TABLE %I RENAME TO %I', 'role', 'team_role'); END $$")


def downgrade():
    op.rename_table("team_role", "role")
