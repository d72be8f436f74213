url = "sqlite:////nonexistent/precious.db"
