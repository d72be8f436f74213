import type { HistoryEdit } from '../../revisions/history.ts';
import type { Revision } from '../../revisions/revision.ts';
import { quoteShell } from '../../quote-shell.ts';
import type { FoundProblem, GraphCheck } from '../check.ts';

export const historyEdited: GraphCheck = {
  id: 'revisions/history-edited',
  stage: 'graph',
  severity: 'error',
  title: 'History edited',
  why: 'Databases that have run this revision do not run its upgrade again, so they do not get what was changed there.',
  find: ({ history }) => history.edits.map((edit) => describe(edit, history.baseName ?? 'the base')),
};

function describe(edit: HistoryEdit, base: string): FoundProblem {
  const { before } = edit;
  switch (edit.kind) {
    case 'edited':
      if (edit.isDowngradeAlone) return describeDowngrade(edit.after, base);
      return {
        revision: before.id,
        file: edit.after.file,
        line: edit.after.lines.revision,
        message: `\`${before.id}\` is on ${base} already, and its code was edited.`,
        remedy: { text: `Restore it, and put the change into a new revision:`, code: `alembic revision -m "..."`, language: 'bash' },
        identity: [before.id, 'edited'],
      };
    case 'renamed':
      return {
        revision: before.id,
        file: edit.after.file,
        line: edit.after.lines.revision,
        message: `\`${before.id}\` is on ${base} already, and its file was renamed from \`${before.file}\`.`,
        remedy: { text: 'Rename it back:', code: `git mv ${quoteShell(edit.after.file)} ${quoteShell(before.file)}`, language: 'bash' },
        identity: [before.id, 'renamed'],
      };
    case 'deleted':
      return {
        revision: before.id,
        file: before.file,
        message: `\`${before.id}\` is on ${base} already, and its file was deleted or got another id.`,
        remedy: { text: 'Bring it back; undo what it did in a new revision where that is wanted:', code: `git restore --source=${quoteShell(base)} -- ${quoteShell(before.file)}`, language: 'bash' },
        identity: [before.id, 'deleted'],
      };
  }
}

/** The way back is run from the file as it is, so that no database differs by it. */
function describeDowngrade({ id, file, lines }: Revision, base: string): FoundProblem {
  return {
    revision: id,
    file,
    line: lines.downgrade,
    severity: 'note',
    message: `\`${id}\` is on ${base} already, and its \`downgrade()\` was edited.`,
    remedy: { text: 'Databases stay as they are. Its round trip is no part of this run; this makes it:', code: `alembic-gate check --revisions ${quoteShell(id)}`, language: 'bash' },
    identity: [id, 'downgrade-edited'],
  };
}
