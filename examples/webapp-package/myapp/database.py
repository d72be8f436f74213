from sqlalchemy import create_engine

engine = create_engine("mysql+pymysql://webapp:webapp@127.0.0.1:3306/webapp?charset=utf8mb4")
