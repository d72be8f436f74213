"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer, primary_key=True), sa.Column("mood", sa.Enum("glad", "calm", "sad", name="ck_note_mood", native_enum=False, create_constraint=True, length=8)))


def downgrade():
    op.drop_table("note")
