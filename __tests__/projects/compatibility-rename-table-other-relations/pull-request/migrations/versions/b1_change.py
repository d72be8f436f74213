"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER VIEW role_name RENAME TO role_label")
    op.execute("ALTER SEQUENCE invoice RENAME TO bill")
    op.execute("ALTER FUNCTION twice(int) RENAME TO doubled")
    op.execute("ALTER FUNCTION touch() RENAME TO touched")
    op.execute("ALTER SEQUENCE role_id_seq RENAME TO role_number")


def downgrade():
    op.execute("ALTER SEQUENCE role_number RENAME TO role_id_seq")
    op.execute("ALTER FUNCTION touched() RENAME TO touch")
    op.execute("ALTER FUNCTION doubled(int) RENAME TO twice")
    op.execute("ALTER SEQUENCE bill RENAME TO invoice")
    op.execute("ALTER VIEW role_label RENAME TO role_name")
