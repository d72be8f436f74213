"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("scratch", sa.Column("id", sa.Integer, primary_key=True), sa.Column("note", sa.String(80)))
    op.execute("INSERT INTO scratch (id, note) VALUES (1, 'a'), (2, 'b')")
    op.execute("UPDATE scratch SET note = 'c'")
    op.execute("DELETE FROM scratch")
    op.drop_table("scratch")


def downgrade():
    pass
