import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { CatalogObject } from '../../../src/catalog/model.ts';
import { loadParser } from '../../../src/dialects/postgresql/load-parser.ts';
import { writeUndo } from '../../../src/dialects/postgresql/undo.ts';
import { makeCatalog, makeObject } from '../../catalog/make-catalog.ts';

/** Gives the SQL of each `op.execute`, as SQLAlchemy would send it, and fails where the code is anything but calls of `op` with constants. */
const reader = String.raw`
import ast, json, re, sys
found = []
for code in json.load(sys.stdin):
    for node in ast.parse(code).body:
        call = node.value
        assert isinstance(node, ast.Expr) and isinstance(call, ast.Call) and call.func.value.id == "op", code
        for value in call.args + [keyword.value for keyword in call.keywords]:
            inner = value.args[0] if isinstance(value, ast.Call) and value.func.value.id == "sa" else value
            assert isinstance(inner, ast.Constant), code
        if call.func.attr == "execute":
            text = call.args[0].value
            assert not re.search(r"(?<![:\w\x5c]):(\w+)(?!:)", text), text
            found.append(re.sub(r"(?<![:\w\x5c])\\:(?=\w+(?!:))|\\:", ":", text))
print(json.dumps(found))
`;

test.each(['x"); import os; os.system(\'id\') #', 'two\nlines :b', 'q"""q\nr', 'back\\slash', 'ends with "', 'tab\tä😀', '${a} %s {b} %(c)s'])(
  'names and texts stay names and texts in Python and SQL: %j',
  async (hostile) => {
    const pairs: readonly (readonly [before: CatalogObject | undefined, after: CatalogObject | undefined])[] = [
      [undefined, makeObject('table', hostile, { schema: hostile })],
      [undefined, makeObject('column', hostile, { of: hostile })],
      [undefined, makeObject('enum type', hostile)],
      [undefined, makeObject('policy', hostile, { of: hostile, schema: hostile })],
      [makeObject('column', hostile, { of: hostile, attributes: { comment: hostile, default: null } }), makeObject('column', hostile, { of: hostile, attributes: { comment: null, default: hostile } })],
      [makeObject('enum type', hostile, { attributes: { labels: [hostile] } }), undefined],
      [makeObject('table', hostile, { identity: '1' }), makeObject('table', 'plain', { identity: '1' })],
    ];
    const code = pairs.map(([before, after]) => {
      const [change] = diffCatalogs(makeCatalog(...(before === undefined ? [] : [before])), makeCatalog(...(after === undefined ? [] : [after])));
      return writeUndo(change!);
    });
    const statements = JSON.parse(execFileSync('python3', ['-c', reader], { input: JSON.stringify(code), encoding: 'utf8' })) as string[];
    const quoted = `"${hostile.replaceAll('"', '""')}"`;
    const text = hostile.includes('\\') ? `E'${hostile.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${hostile.replaceAll("'", "''")}'`;
    expect(statements).toEqual([
      `DROP TYPE ${quoted}`,
      `DROP POLICY ${quoted} ON ${quoted}.${quoted}`,
      `COMMENT ON COLUMN ${quoted}.${quoted} IS ${text}`,
      `CREATE TYPE ${quoted} AS ENUM (${text})`,
    ]);
    const { parse } = await loadParser();
    for (const sql of statements) expect(parse(sql).stmts).toHaveLength(1);
  },
);
