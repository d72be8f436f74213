"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("CREATE VIEW hot AS SELECT id, title FROM topic WHERE is_hot")


def downgrade():
    op.execute("DROP VIEW hot")
