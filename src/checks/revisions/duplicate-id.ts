import type { CheckContext, GraphCheck } from '../check.ts';

export const duplicateId: GraphCheck = {
  id: 'revisions/duplicate-id',
  stage: 'graph',
  severity: 'error',
  title: 'Duplicate id',
  why: 'Alembic takes one of the files and silently forgets the other, and which one is chance.',
  find: (context) => {
    const { graph, base } = context.history;
    return graph.duplicates.map(({ id, revisions }) => {
      const subject = revisions.find(({ file }) => base !== undefined && base.revisions.get(id)?.file !== file) ?? revisions.at(-1);
      return {
        revision: id,
        ...(subject === undefined ? {} : { file: subject.file, line: subject.lines.revision }),
        message: `\`${id}\` is the id of ${String(revisions.length)} files: ${revisions.map(({ file }) => nameFile(context, file)).join(', ')}.`,
        remedy: { text: 'Give one of them a new id, and let the revisions that follow it name that one:', code: 'alembic revision -m "..."', language: 'bash' },
        identity: [id],
      };
    });
  },
};

function nameFile({ pullRequests }: CheckContext, file: string): string {
  const pull = pullRequests?.get(file);
  return `\`${file}\`${pull === undefined ? '' : ` (#${String(pull)})`}`;
}
