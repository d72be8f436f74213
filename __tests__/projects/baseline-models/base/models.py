from sqlalchemy import Column, Integer, MetaData, Table, Text

metadata = MetaData()
Table("legacy", metadata, Column("id", Integer, primary_key=True), Column("note", Text))
