import type { HistoryEdit } from '../../revisions/history.ts';
import { quoteShell } from '../../quote-shell.ts';
import type { FoundProblem, GraphCheck } from '../check.ts';

export const historyEdited: GraphCheck = {
  id: 'revisions/history-edited',
  stage: 'graph',
  severity: 'error',
  title: 'History edited',
  why: 'Databases that have run this revision will never run it again, so they will differ from new ones from now on.',
  find: ({ history }) => history.edits.map((edit) => describe(edit, history.baseName ?? 'the base')),
};

function describe(edit: HistoryEdit, base: string): FoundProblem {
  const { before } = edit;
  switch (edit.kind) {
    case 'edited':
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
