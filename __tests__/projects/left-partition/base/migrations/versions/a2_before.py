"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE event (id bigint, at date NOT NULL) PARTITION BY RANGE (at)")


def downgrade():
    op.execute("DROP TABLE event")
