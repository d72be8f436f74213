DATABASES = {"default": "sqlite:////nonexistent/precious.db"}
