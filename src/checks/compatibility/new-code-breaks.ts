import type { RefusedQuery } from '../../observe/observation.ts';
import { sayList } from '../../say-list.ts';
import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { locateStatement } from '../destructive/find-destruction.ts';
import { describeModel, nameQuery, nameTable } from './name-query.ts';

const id = 'compatibility/new-code-breaks';

export const newCodeBreaks: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'note',
  title: 'New release needs the migration',
  why: 'Where the new release is started before the database is upgraded, or beside it, its queries fail until the upgrade is done.',
  find: (context) => {
    const refused = (context.observation.rows?.deployOrder?.newCode ?? []).filter(({ revision }) => context.history.newRevisions.has(revision));
    return [...Map.groupBy(refused, ({ revision }) => revision)].map(([revision, queries]) => reportRevision(revision, queries, context));
  },
};

const named = 5;

function reportRevision(revision: string, queries: readonly RefusedQuery[], context: ObservationContext): FoundProblem {
  const told = queries.slice(0, named).map((query) => `${query.does === 'read' ? `read \`${nameQuery(query)}\`` : `insert rows into \`${nameTable(query)}\``}${describeModel(query)}`);
  const more = queries.length - told.length;
  const [first] = queries;
  return {
    revision,
    ...locateStatement(revision, undefined, context),
    message: `Before this upgrade the code of the pull request cannot ${sayList(told, 'or')}${more > 0 ? `, and ${String(more)} more of this kind` : ''}.`,
    remedy: { text: 'Upgrade the database first, and start the new release when that is done. Where the deployment does it in this order, switch the check off.' },
    ...(first === undefined ? {} : { evidence: { error: first.error } }),
    identity: [revision],
  };
}
