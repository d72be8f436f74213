import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { CatalogObject } from '../../../src/catalog/model.ts';
import { lexisOf } from '../../../src/dialects/mysql-family/lexis.ts';
import { writeUndo } from '../../../src/dialects/mysql-family/undo.ts';
import { tokenize } from '../../../src/sql/lexer.ts';
import { makeCatalog, makeObject } from '../../catalog/make-catalog.ts';

/** Gives the SQL of each `op.execute`, as SQLAlchemy would send it, and every other constant; fails where the code is not Python. */
const reader = String.raw`
import ast, json, re, sys
found = []
for code in json.load(sys.stdin):
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id == "str", code
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "execute":
            text = node.args[0].value
            assert not re.search(r"(?<![:\w\x5c]):(\w+)(?!:)", text), text
            found.append(re.sub(r"(?<![:\w\x5c])\\:(?=\w+(?!:))|\\:", ":", text))
print(json.dumps(found))
`;

test.each(['x"); import os; os.system(\'id\') #', 'two\nlines :b', 'q"""q\nr', 'back\\slash', 'ends with "', 'tab\tä😀', '${a} %s {b} %(c)s', "it's `quoted` -- /* */"])(
  'names and texts stay names and texts in Python and SQL: %j',
  (hostile) => {
    const make = (kind: CatalogObject['kind'], of: string | undefined, attributes: CatalogObject['attributes']): CatalogObject => makeObject(kind, hostile, { schema: hostile, attributes, ...(of === undefined ? {} : { of }) });
    const key = `FOREIGN KEY (\`${hostile.replaceAll('`', '``')}\`) REFERENCES b (id)`;
    const pairs: readonly (readonly [before: readonly CatalogObject[], after: readonly CatalogObject[]])[] = [
      [[], [make('table', undefined, {})]],
      [[], [make('column', hostile, {})]],
      [[], [make('view', undefined, {})]],
      [[], [{ ...make('constraint', hostile, { constraintType: 'foreign key', definition: key }), name: key }]],
      [[make('column', hostile, { type: 'enum', labels: [hostile, 'b'], nullable: true, comment: hostile })], [make('column', hostile, { type: 'enum', labels: [hostile], nullable: true })]],
      [[make('table', undefined, { comment: hostile })], [make('table', undefined, { comment: null })]],
    ];
    const code = pairs.map(([before, after]) => {
      const changes = diffCatalogs(makeCatalog(...before), makeCatalog(...after));
      return changes.map((change) => writeUndo(change, changes) ?? '').join('\n');
    });
    const statements = JSON.parse(execFileSync('python3', ['-c', reader], { input: JSON.stringify(code), encoding: 'utf8' })) as string[];
    const name = `\`${hostile.replaceAll('`', '``')}\``;
    const text = `'${hostile.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n')}'`;
    expect(statements).toEqual([
      `DROP VIEW ${name}.${name}`,
      `ALTER TABLE ${name}.${name} MODIFY COLUMN ${name} enum(${text}, 'b') NULL COMMENT ${text}`,
      `ALTER TABLE ${name}.${name} COMMENT = ${text}`,
    ]);
    for (const sql of statements) {
      const { tokens, isOpen } = tokenize(sql, lexisOf('mysql'));
      expect(isOpen).toBe(false);
      for (const { value } of tokens.filter(({ type }) => type === 'name')) expect(value).toBe(hostile);
    }
  },
);
