"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE reading (id INT NOT NULL, taken INT NOT NULL, PRIMARY KEY (id, taken)) PARTITION BY RANGE (taken) (PARTITION p0 VALUES LESS THAN (100), PARTITION p1 VALUES LESS THAN MAXVALUE)")


def downgrade():
    op.drop_table("reading")
