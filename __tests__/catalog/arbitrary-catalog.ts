import fc from 'fast-check';
import type { AttributeValue, Catalog, CatalogObject } from '../../src/catalog/model.ts';
import { makeCatalog, makeObject, makeTable } from './make-catalog.ts';

/** Few names, so that two catalogs meet in some and differ in others. */
const name = fc.constantFrom('a', 'b', 'c', 'A b', 'd"e', '__proto__');
const schema = fc.constantFrom('public', 'app');
const value: fc.Arbitrary<AttributeValue> = fc.oneof(fc.constantFrom(null, true, false, 0, 1, '', 'x', 'a b', 'line\nline'), fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }));
const attributes = fc.dictionary(fc.constantFrom('type', 'definition', 'owner', 'labels'), value, { maxKeys: 3 });
const identity = fc.option(fc.constantFrom('1', '2', '3', '4', '5', '6'), { nil: undefined });

const single: fc.Arbitrary<CatalogObject[]> = fc
  .record({ kind: fc.constantFrom('view', 'enum type', 'sequence', 'function' as const), name, schema, identity, attributes })
  .map(({ kind, name: own, identity: oid, ...words }) => [makeObject(kind as 'view', own, { ...words, ...(oid === undefined ? {} : { identity: oid }) })]);

const table: fc.Arbitrary<CatalogObject[]> = fc
  .record({ name, schema, identity, columns: fc.uniqueArray(name, { maxLength: 4 }), types: fc.array(fc.constantFrom('integer', 'text'), { minLength: 4, maxLength: 4 }), index: fc.option(name), attributes })
  .map(({ name: own, schema: home, identity: oid, columns, types, index, attributes: more }) => {
    const named = oid === undefined ? {} : { identity: oid };
    const members = Object.fromEntries(columns.map((column, place) => [column === '__proto__' ? 'proto' : column, types[place] ?? 'text']));
    return [...makeTable(own, members, { schema: home, attributes: more, ...named }), ...(index === null ? [] : [makeObject('index', index, { of: own, schema: home, attributes: more })])];
  });

/** Catalogs of a few tables with columns and indexes, and of objects without parts. */
export const arbitraryCatalog: fc.Arbitrary<Catalog> = fc.array(fc.oneof(single, table), { maxLength: 8 }).map((lists) => makeCatalog(...lists.flat()));
