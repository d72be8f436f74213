"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE note (id INT PRIMARY KEY AUTO_INCREMENT, mood ENUM('glad', 'calm', 'sad'))")


def downgrade():
    op.execute("DROP TABLE note")
