"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE reading (id INT PRIMARY KEY, c1 VARCHAR(40), c2 VARCHAR(100), c3 MEDIUMTEXT, c4 DECIMAL(10, 2), c5 INT, c6 SMALLINT UNSIGNED, c7 FLOAT, c8 DATETIME, c9 TIMESTAMP NULL, c10 DATE, c11 JSON, c12 BIT(8), c13 VARBINARY(16), c14 TINYBLOB, c15 VARCHAR(20) CHARACTER SET latin1, c16 ENUM('a', 'b'), c17 ENUM('a', 'b'))")


def downgrade():
    op.execute("DROP TABLE reading")
