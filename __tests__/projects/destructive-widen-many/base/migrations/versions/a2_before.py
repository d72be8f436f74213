"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE reading (id INT PRIMARY KEY, c1 varchar(40), c2 varchar(100), c3 numeric(10, 2), c4 numeric(10, 2), c5 smallint, c6 real, c7 timestamp, c8 timestamp(0), c9 date, c10 json, c11 json, c12 jsonb, c13 jsonb, c14 bit(8), c15 interval day, c16 smallint[], c17 cidr, c18 inet, c19 boolean, c20 uuid, c21 bytea, c22 money)")


def downgrade():
    op.execute("DROP TABLE reading")
