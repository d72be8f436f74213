"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP TABLE reading_old")


def downgrade():
    op.execute("CREATE TABLE reading_old PARTITION OF reading FOR VALUES FROM (MINVALUE) TO (0)")
