import { expect } from 'vitest';

/** A revision that hands values of every kind to the driver, and what is to be read of it. Line numbers: `upgrade` begins on line 10. */
export const valuesOfEveryKind = [
  'import datetime, decimal',
  't = sa.table("t", *[sa.column(n, x) for n, x in dict(id=sa.Integer, name=sa.String, note=sa.String, at=sa.DateTime, ok=sa.Boolean, price=sa.Numeric, raw=sa.LargeBinary).items()])',
  'op.execute("CREATE TABLE t (id int, name varchar(99), note varchar(99), at datetime, ok bool, price decimal(9, 2), raw blob)")',
  'bind = op.get_bind()',
  `bind.execute(t.insert().values(id=1, name="O'Hara \\\\ 100%", note=None, at=datetime.datetime(2024, 1, 2, 3, 4), ok=True))`,
  'op.execute(t.update().where(t.c.name.like("O%")).values(note="%(x)s :y ? %s"))',
  'bind.execute(sa.text("SELECT * FROM t WHERE id = :id AND name LIKE \'a%?\'"), {"id": 5}).all()',
  'op.execute("UPDATE t SET note = \'50%\'")',
  'bind.execute(sa.select(t.c.id).where(t.c.id.in_([1, 2]))).all()',
  'op.bulk_insert(t, [{"id": n, "name": "n%d" % n} for n in range(2)])',
  `op.execute(t.insert().values(raw=b"\\x00\\xff"))`,
].join('\n');

/** The statements of that revision after its table is made, with line and count of rows. `backslash`: how one is written in a text. */
export function expectValues(at: string, backslash: string): readonly (readonly [string, number, number])[] {
  return [
    [`INSERT INTO t (id, name, note, at, ok) VALUES (1, 'O''Hara ${backslash} 100%', NULL, '${at}', 1)`, 14, 1],
    [`UPDATE t SET note='%(x)s :y ? %s' WHERE t.name LIKE 'O%'`, 15, 1],
    [`SELECT * FROM t WHERE id = 5 AND name LIKE 'a%?'`, 16, 0],
    [`UPDATE t SET note = '50%'`, 17, 1],
    ['SELECT t.id \nFROM t \nWHERE t.id IN (1, 2)', 18, 1],
    [expect.stringMatching(/^INSERT INTO t \(id, name\) VALUES \(0, 'n0'\)(, |;\nINSERT INTO t \(id, name\) VALUES )\(1, 'n1'\)$/) as string, 19, 2],
    ["INSERT INTO t (raw) VALUES (X'00ff')", 20, 1],
  ];
}
