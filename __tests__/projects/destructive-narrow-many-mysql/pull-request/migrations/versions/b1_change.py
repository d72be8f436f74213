"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE reading MODIFY c1 VARCHAR(40)")
    op.execute("ALTER TABLE reading MODIFY c2 VARCHAR(100)")
    op.execute("ALTER TABLE reading MODIFY c3 MEDIUMTEXT")
    op.execute("ALTER TABLE reading MODIFY c4 DECIMAL(10, 2)")
    op.execute("ALTER TABLE reading MODIFY c5 DECIMAL(12, 2)")
    op.execute("ALTER TABLE reading MODIFY c6 INT")
    op.execute("ALTER TABLE reading MODIFY c7 INT")
    op.execute("ALTER TABLE reading MODIFY c8 INT UNSIGNED")
    op.execute("ALTER TABLE reading MODIFY c9 FLOAT")
    op.execute("ALTER TABLE reading MODIFY c10 DECIMAL(10, 2)")
    op.execute("ALTER TABLE reading MODIFY c11 DATETIME")
    op.execute("ALTER TABLE reading MODIFY c12 TIMESTAMP NULL")
    op.execute("ALTER TABLE reading MODIFY c13 DATE")
    op.execute("ALTER TABLE reading MODIFY c14 TEXT")
    op.execute("ALTER TABLE reading MODIFY c15 JSON")
    op.execute("ALTER TABLE reading MODIFY c16 BIT(8)")
    op.execute("ALTER TABLE reading MODIFY c17 VARBINARY(16)")
    op.execute("ALTER TABLE reading MODIFY c18 TINYBLOB")
    op.execute("ALTER TABLE reading MODIFY c19 VARCHAR(20) CHARACTER SET latin1")
    op.execute("ALTER TABLE reading MODIFY c20 SET('a', 'c')")
    op.execute("ALTER TABLE reading MODIFY c21 TINYINT")


def downgrade():
    op.execute("ALTER TABLE reading MODIFY c1 VARCHAR(80)")
    op.execute("ALTER TABLE reading MODIFY c2 TEXT")
    op.execute("ALTER TABLE reading MODIFY c3 LONGTEXT")
    op.execute("ALTER TABLE reading MODIFY c4 DECIMAL(12, 2)")
    op.execute("ALTER TABLE reading MODIFY c5 DECIMAL(12, 4)")
    op.execute("ALTER TABLE reading MODIFY c6 BIGINT")
    op.execute("ALTER TABLE reading MODIFY c7 INT UNSIGNED")
    op.execute("ALTER TABLE reading MODIFY c8 INT")
    op.execute("ALTER TABLE reading MODIFY c9 DOUBLE")
    op.execute("ALTER TABLE reading MODIFY c10 DOUBLE")
    op.execute("ALTER TABLE reading MODIFY c11 DATETIME(6)")
    op.execute("ALTER TABLE reading MODIFY c12 DATETIME")
    op.execute("ALTER TABLE reading MODIFY c13 DATETIME")
    op.execute("ALTER TABLE reading MODIFY c14 JSON")
    op.execute("ALTER TABLE reading MODIFY c15 TEXT")
    op.execute("ALTER TABLE reading MODIFY c16 BIT(16)")
    op.execute("ALTER TABLE reading MODIFY c17 VARBINARY(64)")
    op.execute("ALTER TABLE reading MODIFY c18 BLOB")
    op.execute("ALTER TABLE reading MODIFY c19 VARCHAR(20) CHARACTER SET utf8mb4")
    op.execute("ALTER TABLE reading MODIFY c20 SET('a', 'b', 'c')")
    op.execute("ALTER TABLE reading MODIFY c21 YEAR")
