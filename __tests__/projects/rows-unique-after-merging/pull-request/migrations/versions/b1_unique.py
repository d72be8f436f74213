"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE role SET name = name || '-' || id WHERE id NOT IN (SELECT min(id) FROM role GROUP BY name)")
    op.create_index("uq_role_name", "role", ["name"], unique=True)


def downgrade():
    op.drop_index("uq_role_name", "role")
    op.execute("UPDATE role SET name = replace(name, '-' || id, '')")
