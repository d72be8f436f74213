import type { CatalogChange } from '../../catalog/change.ts';
import type { Remedy } from '../../checks/check.ts';
import { quotePython } from '../../sql/quote-python.ts';

/**
 * What to write instead of a copy of a table: SQLite adds, renames and drops columns without one, while batch mode copies the table for
 * anything but a new column. https://www.sqlite.org/lang_altertable.html https://alembic.sqlalchemy.org/en/latest/batch.html
 * @param changes of the table's parts
 */
export function writeCopyRemedy(_sql: string, changes: readonly CatalogChange[]): Remedy {
  const lines = changes.map(writeLine);
  const known = lines.filter((line) => line !== undefined);
  if (known.length === 0 || known.length < lines.length) return { text: onlyByCopy };
  return {
    text: 'SQLite does this without a copy where it is not asked to make the table anew, outside of batch mode or with `recreate="never"` (DROP COLUMN since SQLite 3.35):',
    code: known.join('\n'),
    language: 'python',
  };
}

const onlyByCopy =
  'SQLite can add, rename and drop a column without a copy, and no more: for a type, a default, NOT NULL or a constraint the table has to be made anew. Let this revision do nothing else, in one batch for all changes of the table, run it while nobody writes, and give writers a `timeout` that outlasts it; a rule can also be held by a trigger, which needs no copy.';

/** Undefined where it cannot be done without a copy. */
function writeLine(change: CatalogChange): string | undefined {
  const object = 'object' in change ? change.object : change.after;
  if (object.kind !== 'column' || object.parentName === null) return undefined;
  const table = quotePython(object.parentName);
  switch (change.type) {
    case 'added': {
      const isPlain = object.attributes['nullable'] !== false && object.attributes['generated'] == null;
      return isPlain ? `op.add_column(${table}, sa.Column(${quotePython(object.name)}, …))` : undefined;
    }
    case 'removed':
      return `op.drop_column(${table}, ${quotePython(object.name)})`;
    case 'renamed':
      return change.attributes.length === 0 ? `op.alter_column(${table}, ${quotePython(change.before.name)}, new_column_name=${quotePython(object.name)})` : undefined;
    case 'changed':
      return undefined;
  }
}
