"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("CREATE DOMAIN address AS varchar(120)")
    op.execute("ALTER TABLE customer ALTER COLUMN email TYPE address")
    op.execute("ALTER TYPE mood RENAME TO temper")


def downgrade():
    op.execute("ALTER TYPE temper RENAME TO mood")
    op.execute("ALTER TABLE customer ALTER COLUMN email TYPE varchar(120)")
    op.execute("DROP DOMAIN address")
