import type { CorpusCase } from '../corpus-case.ts';

const base = ['CREATE TABLE {t} (id INTEGER PRIMARY KEY, name VARCHAR(80), amount INTEGER)'];
const everywhere = ['postgresql', 'sqlite', 'mysql'] as const;

export const rows: readonly CorpusCase[] = [
  {
    name: 'rows for a table of the same pull request', dialects: everywhere,
    op: ['op.create_table("{t}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("label", sa.String(40)))', 'kinds = sa.table("{t}", sa.column("id"), sa.column("label"))\nop.bulk_insert(kinds, [{"id": 1, "label": "person"}, {"id": 2, "label": "company"}])'],
    sql: [`op.execute("CREATE TABLE {t} (id INTEGER PRIMARY KEY, label VARCHAR(40))")`, `op.execute("INSERT INTO {t} VALUES (1, 'person'), (2, 'company')")`],
    down: ['op.drop_table("{t}")', 'op.execute("DELETE FROM {t} WHERE id IN (1, 2)")'],
  },
  {
    name: 'rows that the way back takes out again', dialects: everywhere, base,
    op: ['t = sa.table("{t}", sa.column("id"), sa.column("name"))\nop.bulk_insert(t, [{"id": 1, "name": "first"}, {"id": 2, "name": "second"}])'],
    sql: [`op.execute("INSERT INTO {t} (id, name) VALUES (1, 'first'), (2, 'second')")`],
    down: ['op.execute("DELETE FROM {t} WHERE id IN (1, 2)")'],
  },
  {
    name: 'a new column filled from an old one', dialects: everywhere, base,
    op: ['op.add_column("{t}", sa.Column("total", sa.Integer))', 't = sa.table("{t}", sa.column("total"), sa.column("amount"))\nop.execute(t.update().where(t.c.total.is_(None)).values(total=t.c.amount))'],
    sql: ['op.execute("ALTER TABLE {t} ADD COLUMN total INTEGER")', 'op.execute("UPDATE {t} SET total = amount WHERE total IS NULL")'],
    down: ['op.drop_column("{t}", "total")', 'op.execute("UPDATE {t} SET total = NULL")'],
  },
];
