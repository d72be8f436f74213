"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE reading (id int NOT NULL, taken int NOT NULL) PARTITION BY RANGE (taken)")
    op.execute("CREATE TABLE reading_old PARTITION OF reading FOR VALUES FROM (MINVALUE) TO (0)")
    op.execute("CREATE TABLE reading_new PARTITION OF reading FOR VALUES FROM (0) TO (MAXVALUE)")


def downgrade():
    op.drop_table("reading")
