import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CatalogChange } from '../../src/catalog/change.ts';
import { renderDiff } from '../../src/catalog/describe.ts';
import { diffCatalogs } from '../../src/catalog/diff.ts';
import type { Catalog, CatalogObject } from '../../src/catalog/model.ts';
import { arbitraryCatalog } from './arbitrary-catalog.ts';
import { keyOf } from './make-catalog.ts';

/** The same catalog as a second reading would give it: no object in common, another order. */
function readAgain({ objects }: Catalog): Catalog {
  return { objects: new Map([...structuredClone([...objects])].reverse()) };
}

function mirror(change: CatalogChange): unknown {
  switch (change.type) {
    case 'added':
      return { ...change, type: 'removed' };
    case 'removed':
      return { ...change, type: 'added' };
    default:
      return { ...change, before: change.after, after: change.before, attributes: change.attributes.map(({ attribute, before, after }) => ({ attribute, before: after, after: before })) };
  }
}

/** The objects of the second catalog, made from the first one and the changes. */
function apply({ objects }: Catalog, changes: readonly CatalogChange[]): Map<string, CatalogObject> {
  const result = new Map(objects);
  for (const change of changes) {
    if (change.type === 'added') for (const object of [change.object, ...change.parts]) result.set(keyOf(object), object);
    else if (change.type === 'removed') for (const object of [change.object, ...change.parts]) result.delete(keyOf(object));
    else result.set(keyOf(change.after), change.after);
  }
  return result;
}

test('a catalog does not differ from itself read again', () => {
  fc.assert(
    fc.property(arbitraryCatalog, fc.boolean(), (catalog, matchRenames) => {
      expect(diffCatalogs(catalog, readAgain(catalog), { matchRenames })).toEqual([]);
    }),
  );
});

test('by name, the way back is the mirror of the way there', () => {
  fc.assert(
    fc.property(arbitraryCatalog, arbitraryCatalog, (a, b) => {
      const there = diffCatalogs(a, b, { matchRenames: false });
      const back = diffCatalogs(b, a, { matchRenames: false });
      expect(back).toEqual(there.map(mirror));
    }),
  );
});

test('with renames, both ways name the same objects', () => {
  const list = (changes: readonly CatalogChange[], side: 'before' | 'after'): string[] =>
    changes
      .flatMap((change): string[] => {
        if (change.type === 'changed') return [];
        if (change.type === 'renamed') return [`renamed ${keyOf(side === 'before' ? change.before : change.after)}`];
        return [change.object, ...change.parts].map((object) => `${change.type === (side === 'before' ? 'removed' : 'added') ? 'theirs' : 'ours'} ${keyOf(object)}`);
      })
      .sort();
  fc.assert(
    fc.property(arbitraryCatalog, arbitraryCatalog, (a, b) => {
      fc.pre(hasUniqueIdentities(a) && hasUniqueIdentities(b));
      expect(list(diffCatalogs(a, b), 'after')).toEqual(list(diffCatalogs(b, a), 'before'));
    }),
  );
});

/** As of a server: an identity is of one object of a kind. */
function hasUniqueIdentities({ objects }: Catalog): boolean {
  const identities = [...objects.values()].flatMap(({ kind, identity }) => (identity === null ? [] : [`${kind} ${identity}`]));
  return new Set(identities).size === identities.length;
}

test('the changes, applied to the first catalog, give the keys of the second', () => {
  fc.assert(
    fc.property(arbitraryCatalog, arbitraryCatalog, (a, b) => {
      const result = apply(a, diffCatalogs(a, b, { matchRenames: false }));
      expect([...result.keys()].sort()).toEqual([...b.objects.keys()].sort());
    }),
  );
});

test('every change and part has its line, with the sign of its kind', () => {
  fc.assert(
    fc.property(arbitraryCatalog, arbitraryCatalog, (a, b) => {
      for (const change of diffCatalogs(a, b)) {
        const lines = renderDiff([change], 'difference');
        const sign = { added: '+', removed: '-', renamed: '~', changed: '~' }[change.type];
        expect(lines[0]?.startsWith(`${sign} `)).toBe(true);
        if ('parts' in change) expect(lines).toHaveLength(1 + change.parts.length);
        expect(lines.filter((line) => /\n|undefined|\[object|NaN/.test(line))).toEqual([]);
      }
    }),
  );
});
