"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE topic (id integer PRIMARY KEY, title varchar(80))")


def downgrade():
    op.execute("DROP TABLE topic")
