"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    with op.batch_alter_table("note") as batch_op:
        batch_op.drop_constraint("ck_note_mood", type_="check")
        batch_op.create_check_constraint("ck_note_mood", "mood IN ('glad', 'calm', 'sad')")


def downgrade():
    with op.batch_alter_table("note") as batch_op:
        batch_op.drop_constraint("ck_note_mood", type_="check")
        batch_op.create_check_constraint("ck_note_mood", "mood IN ('glad', 'sad')")
