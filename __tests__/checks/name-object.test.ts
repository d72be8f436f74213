import { describe, expect, test } from 'vitest';
import { diffCatalogs } from '../../src/catalog/diff.ts';
import { nameChanged, nameObject } from '../../src/checks/name-object.ts';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { getDialect } from '../../src/dialects/registry.ts';
import { makeCatalog, makeObject, makeTable } from '../catalog/make-catalog.ts';

/** As each database calls the schema where a name without one stands. */
const schemas: Readonly<Record<DialectName, string | null>> = { postgresql: 'public', mysql: null, mariadb: null, sqlite: null };

describe.each(Object.entries(schemas))('on %s', (name, schema) => {
  const dialect = getDialect(name as DialectName);

  test.each([
    ['table', makeObject('table', 'old', { schema }), 'table "old"'],
    ['column', makeObject('column', 'email', { schema, of: 'account' }), 'column "account"."email"'],
    ['sequence that a table owns', makeObject('sequence', 'account_id_seq', { schema, of: 'account' }), 'sequence "account_id_seq"'],
    ['table of another schema', makeObject('table', 'old', { schema: 'billing' }), 'table "billing"."old"'],
    ['what has no schema', makeObject('schema', 'public', { schema: null }), 'schema "public"'],
  ])('a %s has the name that it has everywhere', (_, object, expected) => {
    expect(nameObject(object, dialect)).toBe(expected);
  });

  test('changes of every type have those of their objects, a rename that of before', () => {
    const before = makeCatalog(...makeTable('gone', { id: 'integer' }, { schema }), ...makeTable('kept', { id: 'integer' }, { schema }), makeObject('view', 'a', { schema, identity: '1' }));
    const after = makeCatalog(...makeTable('kept', { id: 'bigint' }, { schema }), ...makeTable('come', { id: 'integer' }, { schema }), makeObject('view', 'b', { schema, identity: '1' }));
    expect(nameChanged(diffCatalogs(before, after), dialect).sort()).toEqual(['column "kept"."id"', 'table "come"', 'table "gone"', 'view "a"']);
  });
});
