import importlib
import os

from sqlalchemy import create_engine


class Application:
    def __init__(self, settings):
        # As Django's setup(): the settings module is named by a variable.
        os.environ.setdefault("SHOP_SETTINGS_MODULE", settings)
        self.settings = importlib.import_module(os.environ["SHOP_SETTINGS_MODULE"])
        self.engine = create_engine(self.settings.DATABASES["default"])


def create_app(settings):
    return Application(settings)
