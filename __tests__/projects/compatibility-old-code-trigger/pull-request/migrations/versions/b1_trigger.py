"""trigger"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    statements = {
        "postgresql": [
            "CREATE FUNCTION refuse_role() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'roles are kept elsewhere'; END $$",
            "CREATE TRIGGER refuse_role BEFORE INSERT ON role FOR EACH ROW EXECUTE FUNCTION refuse_role()",
        ],
        "sqlite": ["CREATE TRIGGER refuse_role BEFORE INSERT ON role BEGIN SELECT RAISE(ABORT, 'roles are kept elsewhere'); END"],
    }
    fallback = ["CREATE TRIGGER refuse_role BEFORE INSERT ON role FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'roles are kept elsewhere'"]
    for statement in statements.get(op.get_bind().dialect.name, fallback):
        op.execute(statement)


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER refuse_role ON role")
        op.execute("DROP FUNCTION refuse_role()")
    else:
        op.execute("DROP TRIGGER refuse_role")
