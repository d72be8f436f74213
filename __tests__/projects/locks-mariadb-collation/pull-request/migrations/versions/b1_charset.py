"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")


def downgrade():
    op.execute("ALTER TABLE customer CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci")
