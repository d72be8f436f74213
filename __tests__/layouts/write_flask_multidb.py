"""A repository with an application of several databases that Flask-Migrate made its migrations for; told which side of a pull request to write."""
import sys

import flask_migrate
from fill_in import ACCOUNT, PRICE, RENAMED_TOPIC, fill, in_application

APPLICATION = '''from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Account(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(120), nullable=False)


class Price(db.Model):
    __bind_key__ = "goods"
    id = db.Column(db.Integer, primary_key=True)
    note = db.Column(db.Text)


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///people.db"
    app.config["SQLALCHEMY_BINDS"] = {"goods": "sqlite:///goods.db"}
    db.init_app(app)
    Migrate(app, db)
    return app
'''


def main(stage):
    with in_application(APPLICATION):
        if stage == "base":
            flask_migrate.init(multidb=True)
            flask_migrate.revision(message="accounts and prices", rev_id="a1")
            path = "migrations/versions/a1_accounts_and_prices.py"
            fill(path, *ACCOUNT, suffix="_")
            fill(path, *PRICE, suffix="_goods")
        else:
            flask_migrate.revision(message="topics", rev_id="b1")
            fill("migrations/versions/b1_topics.py", *RENAMED_TOPIC, suffix="_goods")


main(sys.argv[1])
