import type { CorpusCase } from '../corpus-case.ts';

const base = ['CREATE TABLE {t}_owner (id serial PRIMARY KEY)', 'CREATE TABLE {t} (id serial PRIMARY KEY, code varchar(20), amount integer)'];

export const indexesAndRules: readonly CorpusCase[] = [
  {
    name: 'an index beside the running release', base,
    op: ['with op.get_context().autocommit_block():\n    op.create_index("ix_{t}_code", "{t}", ["code"], postgresql_concurrently=True, if_not_exists=True)'],
    sql: ['with op.get_context().autocommit_block():\n    op.execute("CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_{t}_code ON {t} (code)")'],
    down: ['with op.get_context().autocommit_block():\n    op.drop_index("ix_{t}_code", "{t}", postgresql_concurrently=True, if_exists=True)'],
  },
  {
    name: 'an index over a part of the rows', base,
    op: ['with op.get_context().autocommit_block():\n    op.create_index("ix_{t}_big", "{t}", [sa.text("lower(code)")], postgresql_where=sa.text("amount > 100"), postgresql_concurrently=True, if_not_exists=True)'],
    sql: ['with op.get_context().autocommit_block():\n    op.execute("CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_{t}_big ON {t} (lower(code)) WHERE amount > 100")'],
    down: ['with op.get_context().autocommit_block():\n    op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_{t}_big")'],
  },
  {
    name: 'a foreign key of the same pull request, validated later', base,
    op: ['op.add_column("{t}", sa.Column("owner_id", sa.Integer))', 'op.create_foreign_key("fk_{t}_owner", "{t}", "{t}_owner", ["owner_id"], ["id"], postgresql_not_valid=True)', 'op.execute("ALTER TABLE {t} VALIDATE CONSTRAINT fk_{t}_owner")'],
    sql: ['op.execute("ALTER TABLE {t} ADD owner_id integer")', 'op.execute("ALTER TABLE {t} ADD CONSTRAINT fk_{t}_owner FOREIGN KEY (owner_id) REFERENCES {t}_owner (id) NOT VALID")', 'op.execute("ALTER TABLE {t} VALIDATE CONSTRAINT fk_{t}_owner")'],
    down: ['op.drop_column("{t}", "owner_id")', 'op.drop_constraint("fk_{t}_owner", "{t}", type_="foreignkey")', 'op.drop_constraint("fk_{t}_owner", "{t}", type_="foreignkey")\nop.create_foreign_key("fk_{t}_owner", "{t}", "{t}_owner", ["owner_id"], ["id"], postgresql_not_valid=True)'],
  },
  {
    name: 'a rule for a column of the same pull request', base,
    op: ['op.add_column("{t}", sa.Column("percent", sa.Integer))', 'op.create_check_constraint("ck_{t}_percent", "{t}", "percent BETWEEN 0 AND 100", postgresql_not_valid=True)', 'op.execute("ALTER TABLE {t} VALIDATE CONSTRAINT ck_{t}_percent")'],
    sql: ['op.execute("ALTER TABLE {t} ADD COLUMN percent integer")', 'op.execute("ALTER TABLE {t} ADD CONSTRAINT ck_{t}_percent CHECK (percent BETWEEN 0 AND 100) NOT VALID")', 'op.execute("ALTER TABLE {t} VALIDATE CONSTRAINT ck_{t}_percent")'],
    down: ['op.drop_column("{t}", "percent")', 'op.drop_constraint("ck_{t}_percent", "{t}", type_="check")', 'op.drop_constraint("ck_{t}_percent", "{t}", type_="check")\nop.create_check_constraint("ck_{t}_percent", "{t}", "percent BETWEEN 0 AND 100", postgresql_not_valid=True)'],
  },
  {
    name: 'a unique column of the same pull request, its index made beside the running release', base,
    op: ['op.add_column("{t}", sa.Column("slug", sa.String(40)))', 'with op.get_context().autocommit_block():\n    op.create_index("uq_{t}_slug", "{t}", ["slug"], unique=True, postgresql_concurrently=True, if_not_exists=True)', 'op.execute("ALTER TABLE {t} ADD CONSTRAINT uq_{t}_slug UNIQUE USING INDEX uq_{t}_slug")'],
    sql: ['op.execute("ALTER TABLE {t} ADD COLUMN slug varchar(40)")', 'with op.get_context().autocommit_block():\n    op.execute("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uq_{t}_slug ON {t} (slug)")', 'op.execute("ALTER TABLE {t} ADD CONSTRAINT uq_{t}_slug UNIQUE USING INDEX uq_{t}_slug")'],
    down: ['op.drop_column("{t}", "slug")', 'with op.get_context().autocommit_block():\n    op.drop_index("uq_{t}_slug", "{t}", postgresql_concurrently=True, if_exists=True)', 'op.drop_constraint("uq_{t}_slug", "{t}", type_="unique")\nwith op.get_context().autocommit_block():\n    op.create_index("uq_{t}_slug", "{t}", ["slug"], unique=True, postgresql_concurrently=True, if_not_exists=True)'],
  },
  {
    name: 'an index called otherwise', base: [...base, 'CREATE INDEX old_{t} ON {t} (code)'],
    sql: ['op.execute("ALTER INDEX old_{t} RENAME TO ix_{t}_code")'],
    down: ['op.execute("ALTER INDEX ix_{t}_code RENAME TO old_{t}")'],
  },
  {
    name: 'a plain index', dialects: ['sqlite', 'mysql'], base: ['CREATE TABLE {t} (id INTEGER PRIMARY KEY, code VARCHAR(20))'],
    op: ['op.create_index("ix_{t}_code", "{t}", ["code"])'],
    sql: ['op.execute("CREATE INDEX ix_{t}_code ON {t} (code)")'],
    down: ['op.drop_index("ix_{t}_code", table_name="{t}")'],
  },
];
