import { describeObject } from '../../catalog/describe.ts';
import { isValidationOnly } from '../../catalog/diff.ts';
import type { CatalogChange } from '../../catalog/change.ts';
import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { ObservationCheck, Remedy } from '../check.ts';
import { readCheck, readKey, readReference } from '../rows/read-key-definition.ts';
import { compareWithBase } from './compare-with-base.ts';
import type { Comparison } from './compare-with-base.ts';
import { findOrigin } from './find-origin.ts';
import { listColumnChanges } from './list-column-changes.ts';
import { mentions } from './mentions.ts';
import { reportBreak } from './report-break.ts';
import { writeInReleases } from './write-steps.ts';

export const tighterConstraint: ObservationCheck = {
  id: 'compatibility/tighter-constraint',
  stage: 'observation',
  severity: 'note',
  title: 'Constraint tighter',
  why: 'The release that is still running may write what the database refuses from now on, until the new release, which keeps the rule, has taken its place.',
  find: (context) => {
    const comparison = compareWithBase(context);
    if (comparison === undefined) return [];
    const rules = comparison.changes.flatMap((change) => {
      if (change.type !== 'added' || !isTighter(change.object, comparison)) return [];
      const { object } = change;
      // It holds for new rows from where it was added, not only when it is validated.
      const origin = findOrigin(object, (own) => !isValidationOnly(own), context);
      if (origin === undefined) return [];
      const message = `${object.kind === 'index' ? 'unique ' : ''}${describeObject(object)} is new, over columns that the running release writes.`;
      return [reportBreak({ object, origin, kinds: ['add-constraint', 'create-index', 'other'], message, remedy: writeRemedy(change, context.dialect) }, context)];
    });
    const generated = listColumnChanges(comparison).flatMap(({ before, after }) => {
      if (before.attributes['generated'] != null || after.attributes['generated'] == null) return [];
      const origin = findOrigin(after, (change) => 'attributes' in change && change.attributes.some(({ attribute }) => attribute === 'generated'), context);
      if (origin === undefined) return [];
      const message = `${describeObject(after)} is made by the database from now on, which refuses every value that the running release writes into it.`;
      const remedy = { text: 'Add the generated column under another name, and drop the old one in a later release, when no release that runs writes it.' };
      return [reportBreak({ object: before, origin, kinds: ['change-column-type', 'add-column'], severity: 'warning', message, remedy }, context)];
    });
    return [...rules, ...generated];
  },
};

/** Whether a constraint or unique index, over nothing but columns that the running release knows, refuses what none refused before. */
function isTighter(rule: CatalogObject, { base, heads, changes }: Comparison): boolean {
  const family = familyOf(rule);
  if (family === undefined || rule.attributes['isEnforced'] === false) return false;
  const columns = listColumns(rule, heads);
  if (columns.length === 0 || columns.some(({ name, parentName, schema }) => changes.some((change) => change.type === 'added' && change.object.kind === 'column' && change.object.name === name && change.object.parentName === parentName && change.object.schema === schema))) return false;
  const names = new Set(columns.map(({ name }) => name));
  // What took the place of another rule over the same columns may as well be wider.
  const isReplacing = changes.some((change) => change.type === 'removed' && change.object.parentName === rule.parentName && familyOf(change.object) === family && listColumns(change.object, base).some(({ name }) => names.has(name)));
  return !isReplacing;
}

type Family = 'unique' | 'check' | 'foreign key' | 'exclusion';

const families: Readonly<Record<string, Family>> = {
  'unique constraint': 'unique', 'primary key': 'unique', 'check constraint': 'check', 'foreign key': 'foreign key', 'exclusion constraint': 'exclusion',
}; // prettier-ignore

function familyOf({ kind, attributes }: CatalogObject): Family | undefined {
  if (kind === 'constraint') return families[String(attributes['constraintType'])];
  return kind === 'index' && /^CREATE UNIQUE /i.test(String(attributes['definition'])) ? 'unique' : undefined;
}

/** The columns of its table that a rule speaks of. */
function listColumns(rule: CatalogObject, { objects }: Catalog): readonly CatalogObject[] {
  const text = readCheck(rule) ?? readReference(rule)?.columns.join(' ') ?? readKey(rule)?.parts.join(' ') ?? '';
  return [...objects.values()].filter(({ kind, parent, name }) => kind === 'column' && parent === rule.parent && mentions(text, name));
}

function writeRemedy(added: Extract<CatalogChange, { type: 'added' }>, dialect: Dialect): Remedy {
  const text = 'Let the new release keep the rule, and add it in the revision of a later one';
  const gone: CatalogChange = { type: 'removed', key: added.key, object: added.object, parts: [] };
  const line = dialect.writeUndo(gone, [gone]);
  return line === undefined || line === '' ? { text: `${text}, when every release that runs keeps it.` } : writeInReleases(`${text}:`, [], [line], 'when every release that runs keeps it');
}
