"""A repository with a project of the template `multidb`; told which side of a pull request to write."""
import sys

from alembic import command
from alembic.config import Config
from fill_in import ACCOUNT, PRICE, TOPIC, fill, replace, write

MODELS = '''import sqlalchemy as sa

people, goods = sa.MetaData(), sa.MetaData()
sa.Table("account", people, sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(120), nullable=False))
sa.Table("price", goods, sa.Column("id", sa.Integer, primary_key=True), sa.Column("note", sa.Text))
sa.Table("topic", goods, sa.Column("id", sa.Integer, primary_key=True))
'''


def main(stage):
    if stage == "base":
        command.init(Config("alembic.ini"), "migrations", template="multidb")
        replace("alembic.ini", "engine1, engine2", "people, goods")
        for old, new in (("engine1", "people"), ("engine2", "goods")):
            replace("alembic.ini", "[%s]" % old, "[%s]" % new)
        replace("alembic.ini", "driver://user:pass@localhost/dbname2", "postgresql+psycopg2://nobody:secret@goods.invalid/goods")
        replace("alembic.ini", "driver://user:pass@localhost/dbname", "postgresql+psycopg2://nobody:secret@people.invalid/people")
        replace("migrations/env.py", "target_metadata = {}", 'import models\n\ntarget_metadata = {"people": models.people, "goods": models.goods}')
        replace("migrations/env.py", "USE_TWOPHASE = False", "USE_TWOPHASE = True")
        write("models.py", MODELS)
        path = command.revision(Config("alembic.ini"), "accounts and prices", rev_id="a1").path
        fill(path, *ACCOUNT, suffix="_people")
        fill(path, *PRICE, suffix="_goods")
    else:
        path = command.revision(Config("alembic.ini"), "topics", rev_id="b1").path
        fill(path, 'op.create_index("by_email", "account", ["email"])', 'op.drop_index("by_email")', suffix="_people")
        fill(path, *TOPIC, suffix="_goods")


main(sys.argv[1])
