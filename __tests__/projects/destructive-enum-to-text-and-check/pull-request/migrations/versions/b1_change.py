"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE text")
    op.create_check_constraint("ck_note_mood", "note", "mood IN ('glad', 'sad')")


def downgrade():
    op.drop_constraint("ck_note_mood", "note")
    op.execute("ALTER TABLE note ALTER COLUMN mood TYPE mood USING mood::mood")
