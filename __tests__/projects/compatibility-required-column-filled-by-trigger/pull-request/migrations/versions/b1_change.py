"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE FUNCTION fill_plan() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.plan = coalesce(NEW.plan, upper(NEW.email)); RETURN NEW; END'")
    op.execute("CREATE TRIGGER fill_plan BEFORE INSERT OR UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION fill_plan()")
    op.add_column("customer", sa.Column("plan", sa.Text))
    op.execute("UPDATE customer SET plan = email")
    op.alter_column("customer", "plan", nullable=False)


def downgrade():
    op.drop_column("customer", "plan")
    op.execute("DROP TRIGGER fill_plan ON customer")
    op.execute("DROP FUNCTION fill_plan()")
