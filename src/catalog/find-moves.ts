import type { Catalog, CatalogObject } from './model.ts';
import { findNamed, isOfTable } from './rename.ts';
import type { Rename } from './rename.ts';

/** What a key stands for before and after, where that is not the same JavaScript object. */
export interface Replaced {
  readonly before: CatalogObject;
  readonly after: CatalogObject;
}

/** What a comparison of two catalogs key by key gave, and what statements told. */
export interface MoveHints {
  readonly replaced: ReadonlyMap<string, Replaced>;
  readonly removed: ReadonlyMap<string, CatalogObject>;
  readonly renames: readonly Rename[];
}

/** Objects that have another key after than before, by the one before and by the one after. */
export interface Moves {
  readonly from: ReadonlyMap<string, CatalogObject>;
  readonly to: ReadonlyMap<string, CatalogObject>;
}

const noMoves: Moves = { from: new Map(), to: new Map() };

/**
 * Objects that took each other's names, as two tables do that are swapped, so that the same key is not the same object: told by identity
 * or by what statements say. A name counts as taken over only where what had it before is known to have gone elsewhere, and what has it
 * now to have come from elsewhere: a table made anew is still the table.
 */
export function findMoves(before: Catalog, after: Catalog, hints: MoveHints): Moves {
  const moves = new Map([...listByIdentity(after, hints), ...listByRenames(before, after, hints.renames)]);
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    const newKeys = new Set(moves.values());
    for (const [beforeKey, afterKey] of moves) {
      const isLeft = !after.objects.has(beforeKey) || newKeys.has(beforeKey);
      const isFree = !before.objects.has(afterKey) || moves.has(afterKey);
      if (isLeft && isFree) continue;
      moves.delete(beforeKey);
      isSettled = false;
    }
  }
  // From one free name to another is found without this.
  if (![...moves.keys()].some((key) => after.objects.has(key))) return noMoves;
  return { from: takeWithParts(new Set(moves.keys()), before), to: takeWithParts(new Set(moves.values()), after) };
}

/** Only where a key stands for another identity: what merely has a new key is paired by identity anyway. */
function listByIdentity(after: Catalog, { replaced, removed }: MoveHints): [string, string][] {
  const exchanged = [...replaced].filter(([, pair]) => pair.before.identity !== null && pair.before.identity !== pair.after.identity);
  if (exchanged.length === 0) return [];
  const keys = new Map<string, string>();
  for (const [key, { kind, identity }] of after.objects) if (identity !== null) keys.set(`${kind} ${identity}`, key);
  return [...exchanged.map(([key, pair]) => [key, pair.before] as const), ...removed].flatMap(([key, { kind, identity }]): [string, string][] => {
    const newKey = identity === null ? undefined : keys.get(`${kind} ${identity}`);
    return newKey === undefined ? [] : [[key, newKey]];
  });
}

function listByRenames(before: Catalog, after: Catalog, renames: readonly Rename[]): [string, string][] {
  return renames.flatMap((rename): [string, string][] => {
    const candidates = findNamed(after.objects, rename, rename.to);
    return findNamed(before.objects, rename, rename.from).flatMap(([beforeKey, was]): [string, string][] => {
      const found = candidates.find(([, is]) => is.kind === was.kind && is.schema === was.schema && (rename.table === undefined || is.parent === was.parent) && isOfTable(rename, was, is));
      return found === undefined || found[0] === beforeKey ? [] : [[beforeKey, found[0]]];
    });
  });
}

/** The parts of what moved go with it. */
function takeWithParts(keys: ReadonlySet<string>, { objects }: Catalog): ReadonlyMap<string, CatalogObject> {
  const isTaken = (key: string, parent: string | null): boolean => keys.has(key) || (parent !== null && isTaken(parent, objects.get(parent)?.parent ?? null));
  return new Map([...objects].filter(([key, { parent }]) => isTaken(key, parent)));
}
