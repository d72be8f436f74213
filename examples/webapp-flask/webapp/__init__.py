import os

from flask import Flask, jsonify

from webapp.models import Article, db, migrate


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get(
        "DATABASE_URL", "mysql+pymysql://webapp:webapp@127.0.0.1:3306/webapp?charset=utf8mb4"
    )
    db.init_app(app)
    migrate.init_app(app, db)

    @app.get("/")
    def list_articles():
        articles = db.session.scalars(db.select(Article).where(Article.state == "published").order_by(Article.published_at))
        return jsonify([{"title": article.title, "author": article.author.name} for article in articles])

    return app
