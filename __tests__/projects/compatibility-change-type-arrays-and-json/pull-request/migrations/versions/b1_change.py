"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE note ALTER COLUMN tag TYPE text[] USING string_to_array(tag, ',')")
    op.execute("ALTER TABLE note ALTER COLUMN body TYPE jsonb USING to_jsonb(body)")
    op.execute("ALTER TABLE note ALTER COLUMN data TYPE jsonb")


def downgrade():
    op.execute("ALTER TABLE note ALTER COLUMN data TYPE json")
    op.execute("ALTER TABLE note ALTER COLUMN body TYPE text USING body::text")
    op.execute("ALTER TABLE note ALTER COLUMN tag TYPE text USING array_to_string(tag, ',')")
