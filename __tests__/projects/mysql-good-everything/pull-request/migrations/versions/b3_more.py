"""b3"""

import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.execute("CREATE TRIGGER topic_title BEFORE INSERT ON topic FOR EACH ROW BEGIN IF NEW.title IS NULL THEN SET NEW.title = 'none'; END IF; END")


def downgrade():
    op.execute("DROP TRIGGER topic_title")
