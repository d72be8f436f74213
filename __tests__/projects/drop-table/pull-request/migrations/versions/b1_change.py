"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("DROP TABLE topic")


def downgrade():
    op.execute("CREATE TABLE topic (id integer PRIMARY KEY, title varchar(80))")
