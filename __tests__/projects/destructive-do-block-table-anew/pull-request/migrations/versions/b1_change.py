"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("""
    DO $$
    BEGIN
        DROP TABLE role;
        CREATE TABLE role (id SERIAL PRIMARY KEY, name VARCHAR(40) NOT NULL);
    END $$
    """)


def downgrade():
    pass
