"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.create_table("person", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text()))
    op.execute("INSERT INTO person (name) SELECT name FROM tag ORDER BY id")
    op.drop_table("tag")


def downgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text()))
    op.execute("INSERT INTO tag (name) SELECT name FROM person ORDER BY id DESC")
    op.drop_table("person")
