"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE role RENAME TO team_role")
    op.execute("ALTER TABLE team_role RENAME COLUMN name TO label")
    op.execute("CREATE VIEW role AS SELECT id, label AS name FROM team_role")


def downgrade():
    op.execute("DROP VIEW role")
    op.execute("ALTER TABLE team_role RENAME COLUMN label TO name")
    op.execute("ALTER TABLE team_role RENAME TO role")
