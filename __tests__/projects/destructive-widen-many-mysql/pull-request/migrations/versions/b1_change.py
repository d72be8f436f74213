"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE reading MODIFY c1 VARCHAR(80)")
    op.execute("ALTER TABLE reading MODIFY c2 TEXT")
    op.execute("ALTER TABLE reading MODIFY c3 LONGTEXT")
    op.execute("ALTER TABLE reading MODIFY c4 DECIMAL(12, 2)")
    op.execute("ALTER TABLE reading MODIFY c5 BIGINT")
    op.execute("ALTER TABLE reading MODIFY c6 INT")
    op.execute("ALTER TABLE reading MODIFY c7 DOUBLE")
    op.execute("ALTER TABLE reading MODIFY c8 DATETIME(6)")
    op.execute("ALTER TABLE reading MODIFY c9 DATETIME")
    op.execute("ALTER TABLE reading MODIFY c10 DATETIME")
    op.execute("ALTER TABLE reading MODIFY c11 LONGTEXT")
    op.execute("ALTER TABLE reading MODIFY c12 BIT(16)")
    op.execute("ALTER TABLE reading MODIFY c13 VARBINARY(64)")
    op.execute("ALTER TABLE reading MODIFY c14 BLOB")
    op.execute("ALTER TABLE reading MODIFY c15 VARCHAR(20) CHARACTER SET utf8mb4")
    op.execute("ALTER TABLE reading MODIFY c16 ENUM('a', 'b', 'c')")
    op.execute("ALTER TABLE reading MODIFY c17 VARCHAR(20)")


def downgrade():
    op.execute("ALTER TABLE reading MODIFY c1 VARCHAR(40)")
    op.execute("ALTER TABLE reading MODIFY c2 VARCHAR(100)")
    op.execute("ALTER TABLE reading MODIFY c3 MEDIUMTEXT")
    op.execute("ALTER TABLE reading MODIFY c4 DECIMAL(10, 2)")
    op.execute("ALTER TABLE reading MODIFY c5 INT")
    op.execute("ALTER TABLE reading MODIFY c6 SMALLINT UNSIGNED")
    op.execute("ALTER TABLE reading MODIFY c7 FLOAT")
    op.execute("ALTER TABLE reading MODIFY c8 DATETIME")
    op.execute("ALTER TABLE reading MODIFY c9 TIMESTAMP NULL")
    op.execute("ALTER TABLE reading MODIFY c10 DATE")
    op.execute("ALTER TABLE reading MODIFY c11 JSON")
    op.execute("ALTER TABLE reading MODIFY c12 BIT(8)")
    op.execute("ALTER TABLE reading MODIFY c13 VARBINARY(16)")
    op.execute("ALTER TABLE reading MODIFY c14 TINYBLOB")
    op.execute("ALTER TABLE reading MODIFY c15 VARCHAR(20) CHARACTER SET latin1")
    op.execute("ALTER TABLE reading MODIFY c16 ENUM('a', 'b')")
    op.execute("ALTER TABLE reading MODIFY c17 ENUM('a', 'b')")
