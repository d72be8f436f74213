"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE child (id integer NOT NULL, email varchar(120) NOT NULL, name varchar(80))")


def downgrade():
    op.execute("DROP TABLE child")
