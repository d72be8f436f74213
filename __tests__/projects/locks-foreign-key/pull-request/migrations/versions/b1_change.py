"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE purchase ADD CONSTRAINT fk_purchase_referrer FOREIGN KEY (referrer) REFERENCES customer (id) ON DELETE SET NULL")


def downgrade():
    op.drop_constraint("fk_purchase_referrer", "purchase")
