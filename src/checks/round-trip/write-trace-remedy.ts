import type { CatalogChange } from '../../catalog/change.ts';
import type { Rename } from '../../catalog/rename.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { Remedy } from '../check.ts';
import { measureHeights } from './measure-heights.ts';
import { pairRenames } from './pair-renames.ts';

/**
 * The lines that undo each change, as code to paste into `downgrade()`; what stands on something else goes first.
 * @param renames what the statements that led to the changes gave other names
 */
export function writeTraceRemedy(trace: readonly CatalogChange[], dialect: Dialect, renames: readonly Rename[] = []): Remedy {
  const changes = pairRenames(trace, renames);
  const heights = measureHeights(changes);
  const ordered = changes.toSorted((a, b) => rank(a) - rank(b) || (heights.get(a.key) ?? 0) - (heights.get(b.key) ?? 0));
  const lines = ordered.flatMap((change) => dialect.writeUndo(change, ordered) ?? []);
  if (lines.length === 0) return { text: 'Let `downgrade()` undo everything that `upgrade()` does.' };
  const isAll = lines.length === changes.length;
  return {
    text: isAll ? 'Add to `downgrade()`:' : 'Add to `downgrade()` (the rest has no one line that undoes it):',
    code: lines.filter((line) => line !== '').join('\n'),
    language: 'python',
  };
}

/** Leftovers are dropped before what they need: triggers and policies, views, foreign keys before the indexes under them, tables, functions, then types and schemas. */
const order = ['event', 'event trigger', 'trigger', 'rule', 'policy', 'publication', 'view', 'foreign key', 'index', 'constraint', 'column', 'table', 'sequence', 'aggregate', 'procedure', 'function', 'domain', 'composite type', 'range type', 'enum type', 'foreign server', 'foreign data wrapper', 'schema', 'extension'];

function rank(change: CatalogChange): number {
  const object = 'object' in change ? change.object : change.before;
  const kind = object.attributes['constraintType'] === 'foreign key' ? 'foreign key' : object.kind === 'materialized view' ? 'view' : object.kind;
  const place = order.indexOf(kind);
  const known = place === -1 ? order.length : place;
  // What is brought back comes after what is dropped, in the other order.
  return change.type === 'removed' ? 2 * order.length - known : known;
}
