import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../src/catalog/apply-changes.ts';
import { diffCatalogs } from '../../src/catalog/diff.ts';
import { catalogKey } from '../../src/catalog/model.ts';
import type { Catalog, CatalogObject } from '../../src/catalog/model.ts';

type Part = Pick<CatalogObject, 'kind' | 'name'> & { readonly table?: string; readonly identity?: string; readonly type?: string };

const makeCatalog = (...parts: readonly Part[]): Catalog => ({
  objects: new Map(
    parts.map(({ kind, name, table, identity = null, type }) => [
      catalogKey(kind, 'public', kind === 'sequence' ? null : (table ?? null), name),
      { kind, schema: 'public', name, parent: table === undefined ? null : catalogKey('table', 'public', null, table), parentName: table ?? null, attributes: type === undefined ? {} : { type }, identity },
    ]),
  ),
});

const users: readonly Part[] = [
  { kind: 'table', name: 'users', identity: '1' },
  { kind: 'column', name: 'id', table: 'users', identity: '1.1', type: 'integer' },
  { kind: 'column', name: 'email', table: 'users', identity: '1.2', type: 'text' },
  { kind: 'sequence', name: 'users_id_seq', table: 'users', identity: '2' },
];
const people = users.map((part) => ({ ...part, ...(part.kind === 'table' ? { name: 'people' } : { table: 'people' }) }));

/** The keys, sorted, with the type where there is one. */
const list = ({ objects }: Catalog): readonly string[] => [...objects].map(([key, { attributes, parentName }]) => `${key} ${String(attributes['type'] ?? '')} ${String(parentName)}`).sort();

describe('what a difference makes of the first catalog is the second', () => {
  test.each<[string, readonly Part[], readonly Part[]]>([
    ['nothing', users, users],
    ['a table comes', [], users],
    ['a table goes', users, []],
    ['a column goes', users, users.filter(({ name }) => name !== 'email')],
    ['a type changes', users, users.map((part) => (part.name === 'email' ? { ...part, type: 'character varying(20)' } : part))],
    ['a column gets another name', users, users.map((part) => (part.name === 'email' ? { ...part, name: 'mail' } : part))],
    ['a table gets another name', users, people],
    ['a table gets another name and loses a column', users, people.filter(({ name }) => name !== 'email')],
    ['two tables take each other’s names', [...users, { kind: 'table', name: 'people', identity: '9' }], [...people, { kind: 'table', name: 'users', identity: '9' }]],
  ])('%s', (_, before, after) => {
    const [from, to] = [makeCatalog(...before), makeCatalog(...after)];
    expect(list(applyChanges(from, diffCatalogs(from, to)))).toEqual(list(to));
  });
});
