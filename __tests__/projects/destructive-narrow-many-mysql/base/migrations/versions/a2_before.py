"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE reading (id INT PRIMARY KEY, c1 VARCHAR(80), c2 TEXT, c3 LONGTEXT, c4 DECIMAL(12, 2), c5 DECIMAL(12, 4), c6 BIGINT, c7 INT UNSIGNED, c8 INT, c9 DOUBLE, c10 DOUBLE, c11 DATETIME(6), c12 DATETIME, c13 DATETIME, c14 JSON, c15 TEXT, c16 BIT(16), c17 VARBINARY(64), c18 BLOB, c19 VARCHAR(20) CHARACTER SET utf8mb4, c20 SET('a', 'b', 'c'), c21 YEAR)")


def downgrade():
    op.execute("DROP TABLE reading")
