import { findRivalHeads, hasTooManyHeads, listLabels } from '../../revisions/expected-heads.ts';
import type { ExpectedHeads } from '../../revisions/expected-heads.ts';
import { writeMerge } from '../../revisions/write-merge.ts';
import { sayList } from '../../say-list.ts';
import type { CheckContext, FoundProblem, GraphCheck } from '../check.ts';
import { namePullRequest } from './name-pull-request.ts';
import { findStaleParents } from './stale-parent.ts';

export const multipleHeads: GraphCheck = {
  id: 'revisions/multiple-heads',
  stage: 'graph',
  severity: 'error',
  title: 'Multiple heads',
  why: '`alembic upgrade head` refuses to choose between two heads, so the next deployment stops.',
  find: (context) => {
    const { history, expectedHeads } = context;
    const { graph } = history;
    // Each of these makes heads of its own and has its own finding.
    if (graph.missing.length > 0 || graph.duplicates.length > 0 || graph.cycles.length > 0) return [];
    const stale = new Set(findStaleParents(history).map(({ revision }) => revision.id));
    const heads = graph.heads.filter((head) => !stale.has(head));
    const rivals = findRivalHeads(graph, heads, expectedHeads);
    return rivals.length > 0 ? [describe(context, rivals)] : [];
  },
};

function describe(context: CheckContext, heads: readonly string[]): FoundProblem {
  const { history, expectedHeads } = context;
  const fresh = heads.filter((head) => history.newRevisions.has(head));
  const [subject] = fresh.length > 0 ? fresh : heads;
  const revision = subject === undefined ? undefined : history.graph.revisions.get(subject);
  const wasSo = history.base !== undefined && hasTooManyHeads(history.base, history.base.heads, expectedHeads) ? ' The base has more than one already.' : '';
  const other = heads.find((head) => head !== subject);
  const reparent = fresh.length === 1 && other !== undefined && revision?.parents.length === 1;
  return {
    ...(revision === undefined ? {} : { revision: revision.id, file: revision.file, line: revision.lines.downRevision }),
    message: `${sayTooMany(heads, expectedHeads)}: ${heads.map((head) => describeHead(context, head)).join(', ')}.${wasSo}`,
    remedy: {
      text: reparent
        ? `Let \`${revision.id}\` follow the other head with \`down_revision = ${JSON.stringify(other)}\`, or join the heads with a merge revision.`
        : 'Join the heads with a merge revision, or set the option `heads` where several are intended.',
      code: writeMerge(heads),
      language: 'bash',
    },
    identity: [...heads],
  };
}

function sayTooMany(heads: readonly string[], expected: ExpectedHeads): string {
  if (typeof expected !== 'number') return `${sayList(expected.map((label) => `\`${label}\``))} ${expected.length === 1 ? 'is' : 'are each'} meant to have one head, and there is more`;
  return `The history has ${String(heads.length)} heads${expected === 1 ? '' : ` where ${String(expected)} are expected`}`;
}

function describeHead(context: CheckContext, head: string): string {
  const { graph, addedBy } = context.history;
  const file = graph.revisions.get(head)?.file ?? '';
  const added = addedBy.get(head);
  const pull = namePullRequest(context, { id: head, file });
  const labels = typeof context.expectedHeads === 'number' ? [] : listLabels(graph, head);
  const about = [file, ...(labels.length === 0 ? [] : [`on ${labels.join(', ')}`]), ...(pull === undefined ? [] : [pull]), ...(added === undefined ? [] : [`added by ${added.author} in ${added.commit}`]), ...(addedBy.has(head) ? [] : ['not committed'])];
  return `\`${head}\` (${about.join(', ')})`;
}
