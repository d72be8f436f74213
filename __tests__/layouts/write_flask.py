"""A repository with an application that Flask-Migrate made its migrations for; told which side of a pull request to write."""
import sys

import flask_migrate
from fill_in import ACCOUNT, fill, write

APPLICATION = '''from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Account(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(120), nullable=False)


class Topic(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.Text)


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///precious.db"
    db.init_app(app)
    Migrate(app, db)
    return app
'''


def main(stage):
    write("shop.py", APPLICATION)
    write("wsgi.py", "from shop import create_app\n\napp = create_app()\n")
    sys.path.insert(0, "")
    from shop import create_app

    with create_app().app_context():
        if stage == "base":
            flask_migrate.init()
            flask_migrate.revision(message="accounts", rev_id="a1")
            fill("migrations/versions/a1_accounts.py", *ACCOUNT)
        else:
            topic = 'op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))', 'op.rename_table("topic", "old_topic")'
            flask_migrate.revision(message="topics", rev_id="b1")
            fill("migrations/versions/b1_topics.py", *topic)


main(sys.argv[1])
