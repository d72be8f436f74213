"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE VIEW account_column AS SELECT name FROM pragma_table_info('account')")
    op.execute("CREATE VIRTUAL TABLE word USING fts5(body)")
    op.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(word, 'row')")
    op.execute("CREATE VIEW term AS SELECT term FROM vocabulary")


def downgrade():
    op.execute("DROP VIEW term")
    op.execute("DROP TABLE vocabulary")
    op.execute("DROP TABLE word")
    op.execute("DROP VIEW account_column")
