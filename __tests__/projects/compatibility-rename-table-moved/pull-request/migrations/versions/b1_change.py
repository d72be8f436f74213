"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE SCHEMA staff")
    op.execute("ALTER TABLE role SET SCHEMA staff")
    op.execute("ALTER VIEW role_name SET SCHEMA staff")


def downgrade():
    op.execute("ALTER VIEW staff.role_name SET SCHEMA public")
    op.execute("ALTER TABLE staff.role SET SCHEMA public")
    op.execute("DROP SCHEMA staff")
