"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer ADD COLUMN plan varchar(120)")
    op.execute("UPDATE customer SET plan = email")
    op.execute("ALTER TABLE customer MODIFY plan varchar(120) NOT NULL")
    op.execute("CREATE TRIGGER fill_plan BEFORE INSERT ON customer FOR EACH ROW SET NEW.plan = COALESCE(NEW.plan, NEW.email)")


def downgrade():
    op.execute("DROP TRIGGER fill_plan")
    op.drop_column("customer", "plan")
