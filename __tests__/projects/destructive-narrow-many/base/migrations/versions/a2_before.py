"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE reading (id INT PRIMARY KEY, c1 varchar(80), c2 text, c3 numeric(12, 2), c4 numeric(12, 4), c5 bigint, c6 integer, c7 double precision, c8 double precision, c9 timestamptz, c10 timestamp, c11 timestamptz, c12 timestamp, c13 text, c14 text, c15 bit(16), c16 varbit(16), c17 interval, c18 interval(6), c19 integer[], c20 inet, c21 char(10))")


def downgrade():
    op.execute("DROP TABLE reading")
