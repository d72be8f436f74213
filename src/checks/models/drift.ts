import type { ObservationCheck } from '../check.ts';

/** So many tables are rarely forgotten in the models. */
const manyTables = 5;

export const drift: ObservationCheck = {
  id: 'models/drift',
  stage: 'observation',
  severity: 'warning',
  title: 'Model drift',
  why: 'The models say something else than the migrated database, so code that works on a database made from the models fails in production.',
  find: ({ observation, history }) => {
    if (observation.drift?.outcome !== 'compared' || observation.drift.operations.length === 0) return [];
    const { operations } = observation.drift;
    const unknown = operations.filter(({ kind }) => kind === 'remove_table').length;
    const head = history.graph.heads.find((id) => history.newRevisions.has(id));
    const revision = head === undefined ? undefined : history.graph.revisions.get(head);
    return [
      {
        ...(revision === undefined ? {} : { revision: revision.id, file: revision.file, line: revision.lines.upgrade }),
        message: `Models and migrated database differ: ${operations.map(({ description }) => description).slice(0, 3).join('; ')}${operations.length > 3 ? `; and ${String(operations.length - 3)} more` : ''}.`,
        remedy: {
          text: `${unknown < manyTables ? '' : `${String(unknown)} tables have no model: where they do, \`env.py\` does not import the modules that define them, and is to. Otherwise: `}Let Alembic write the revision that is missing (\`alembic revision --autogenerate\`), or correct the models. It would write:`,
          code: operations.map(({ code }) => code).join('\n'),
          language: 'python',
        },
        evidence: { diff: operations.map(({ description }) => `~ ${description}`) },
        identity: operations.map(({ kind, description }) => `${kind} ${description}`),
      },
    ];
  },
};
