import { describeObject, describePath } from '../../catalog/describe.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { ObservationCheck } from '../check.ts';
import { compareWithBase, isInRenamedSchema } from './compare-with-base.ts';
import { findOrigin } from './find-origin.ts';
import { reportBreak } from './report-break.ts';

export const renameFunction: ObservationCheck = {
  id: 'compatibility/rename-function',
  stage: 'observation',
  severity: 'warning',
  title: 'Function renamed',
  why: 'The release that is still running calls it by its old name, and that fails until the new release has taken its place.',
  find: (context) => {
    const changes = compareWithBase(context)?.changes ?? [];
    return changes.flatMap((change) => {
      if (change.type !== 'renamed' || !isCalled(change.before) || isInRenamedSchema(change, changes)) return [];
      const { before, after } = change;
      const origin = findOrigin(after, ({ type }) => type === 'renamed', context);
      if (origin === undefined) return [];
      const message = `${describeObject(before)} is ${nameOf(before) === nameOf(after) ? 'moved' : 'renamed'} to \`${describePath(after)}\`.`;
      const remedy = { text: `Make the ${before.kind} anew under the new name, leave the old one, which may call it, and drop that in a later release, when no release that runs calls it.` };
      return [reportBreak({ object: before, origin, kinds: ['rename-table', 'other'], message, remedy }, context)];
    });
  },
};

/** A trigger keeps its function whatever that is called, and nobody else may call it. */
function isCalled({ kind, attributes }: CatalogObject): boolean {
  return kind === 'procedure' || kind === 'aggregate' || (kind === 'function' && !/ RETURNS (?:event_)?trigger\b/i.test(String(attributes['definition']).replaceAll(/\s+/g, ' ')));
}

function nameOf({ name }: CatalogObject): string {
  return name.replace(/\(.*$/s, '');
}
