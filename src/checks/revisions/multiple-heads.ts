import type { RevisionHistory } from '../../revisions/history.ts';
import type { FoundProblem, GraphCheck } from '../check.ts';
import { findStaleParents } from './stale-parent.ts';

export const multipleHeads: GraphCheck = {
  id: 'revisions/multiple-heads',
  stage: 'graph',
  severity: 'error',
  title: 'Multiple heads',
  why: '`alembic upgrade head` refuses to choose between two heads, so the next deployment stops.',
  find: ({ history, expectedHeads }) => {
    const { graph } = history;
    // Each of these makes heads of its own and has its own finding.
    if (graph.missing.length > 0 || graph.duplicates.length > 0 || graph.cycles.length > 0) return [];
    const stale = new Set(findStaleParents(history).map(({ revision }) => revision.id));
    const heads = graph.heads.filter((head) => !stale.has(head));
    return heads.length > expectedHeads ? [describe(history, heads, expectedHeads)] : [];
  },
};

function describe(history: RevisionHistory, heads: readonly string[], expectedHeads: number): FoundProblem {
  const fresh = heads.filter((head) => history.newRevisions.has(head));
  const [subject] = fresh.length > 0 ? fresh : heads;
  const revision = subject === undefined ? undefined : history.graph.revisions.get(subject);
  const wasSo = history.base !== undefined && history.base.heads.length > expectedHeads ? ' The base has more than one already.' : '';
  const other = heads.find((head) => head !== subject);
  const merge = `alembic merge -m "merge heads" ${heads.join(' ')}`;
  const reparent = fresh.length === 1 && other !== undefined && revision?.parents.length === 1;
  return {
    ...(revision === undefined ? {} : { revision: revision.id, file: revision.file, line: revision.lines.downRevision }),
    message: `The history has ${String(heads.length)} heads${expectedHeads === 1 ? '' : ` where ${String(expectedHeads)} are expected`}: ${heads.map((head) => describeHead(history, head)).join(', ')}.${wasSo}`,
    remedy: {
      text: reparent
        ? `Let \`${revision.id}\` follow the other head with \`down_revision = ${JSON.stringify(other)}\`, or join the heads with a merge revision.`
        : 'Join the heads with a merge revision, or set the option `heads` where several are intended.',
      code: merge,
      language: 'bash',
    },
    identity: [...heads],
  };
}

function describeHead(history: RevisionHistory, head: string): string {
  const file = history.graph.revisions.get(head)?.file ?? '';
  const added = history.addedBy.get(head);
  if (added !== undefined) return `\`${head}\` (${file}, added by ${added.author} in ${added.commit})`;
  return `\`${head}\` (${file}${history.addedBy.has(head) ? '' : ', not committed'})`;
}
