"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE customer ADD COLUMN note TEXT, DROP INDEX ix_customer_phone, DROP COLUMN phone, MODIFY points SMALLINT, CHANGE name full_name VARCHAR(80)")


def downgrade():
    op.execute("ALTER TABLE customer DROP COLUMN note, ADD COLUMN phone VARCHAR(20), ADD INDEX ix_customer_phone (phone), MODIFY points INT, CHANGE full_name name VARCHAR(80)")
