"""A repository with a project of each template for one database; told which side of a pull request to write."""
import os
import sys

from alembic import command
from alembic.config import Config
from fill_in import ACCOUNT, TOPIC, fill, replace, write

MODELS = '''import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Account(Base):
    __tablename__ = "account"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(120), nullable=False)


class Topic(Base):
    __tablename__ = "topic"
    id = sa.Column(sa.Integer, primary_key=True)
    title = sa.Column(sa.Text)
'''


def main(stage):
    root = os.getcwd()
    for template in ("generic", "async", "pyproject", "pyproject_async"):
        os.makedirs(os.path.join(root, template), exist_ok=True)
        os.chdir(os.path.join(root, template))
        if stage == "base":
            command.init(Config("alembic.ini", toml_file="pyproject.toml"), "migrations", template=template)
            replace("migrations/env.py", "target_metadata = None", "from models import Base\n\ntarget_metadata = Base.metadata")
            write("models.py", MODELS)
        config = Config("alembic.ini", toml_file="pyproject.toml")
        if stage == "base":
            fill(command.revision(config, "accounts", rev_id="a1").path, *ACCOUNT)
        else:
            fill(command.revision(config, "topics", rev_id="b1").path, *TOPIC)


main(sys.argv[1])
