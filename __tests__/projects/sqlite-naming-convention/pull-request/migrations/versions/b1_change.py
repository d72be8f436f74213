"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"

names = {"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s"}


def upgrade():
    with op.batch_alter_table("topic", naming_convention=names) as batch_op:
        batch_op.drop_constraint("fk_topic_account_id_account", type_="foreignkey")
        batch_op.drop_constraint("uq_topic_slug", type_="unique")


def downgrade():
    with op.batch_alter_table("topic", recreate="always", table_args=[sa.UniqueConstraint("slug")]):
        pass
    op.execute("CREATE TABLE topic_2 (id INTEGER NOT NULL, slug INTEGER, account_id INTEGER, PRIMARY KEY (id), UNIQUE (slug), FOREIGN KEY (account_id) REFERENCES account (id))")
    op.execute("INSERT INTO topic_2 SELECT id, slug, account_id FROM topic")
    op.drop_table("topic")
    op.rename_table("topic_2", "topic")
