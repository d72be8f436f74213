"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE note MODIFY mood VARCHAR(8), ADD CONSTRAINT ck_note_mood CHECK (mood IN ('glad', 'sad'))")


def downgrade():
    op.execute("ALTER TABLE note DROP CHECK ck_note_mood, MODIFY mood ENUM('glad', 'calm', 'sad')")
