import { beginSentence } from '../../catalog/describe.ts';
import type { RefusedQuery, StatementObservation } from '../../observe/observation.ts';
import { listOperations, listWorking } from '../../sql/find-statement.ts';
import type { OperationKind } from '../../sql/operation.ts';
import type { FoundProblem, ObservationCheck, ObservationContext, Proof } from '../check.ts';
import { locateStatement } from '../destructive/find-destruction.ts';
import { listUpgrades } from '../destructive/list-upgrades.ts';
import { mentions } from './mentions.ts';
import { describeModel, nameQuery, nameTable } from './name-query.ts';

const id = 'compatibility/old-code-breaks';

export const oldCodeBreaks: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'warning',
  title: 'Running release breaks',
  why: 'While a release is deployed, and for as long as it may have to be taken back, the code before it works on the upgraded database. What that refuses fails there for every user, with the same error.',
  find: (context) =>
    (context.observation.rows?.deployOrder?.oldCode ?? []).flatMap((query) => (context.history.newRevisions.has(query.revision) ? [reportQuery(query, context)] : [])),
};

function reportQuery(query: RefusedQuery, context: ObservationContext): FoundProblem {
  const step = listUpgrades(context).find(({ revision }) => revision === query.revision)?.step;
  const statement = findCause(listWorking(step?.statements ?? []), query);
  const what = describeFailure(query, context.history.baseName ?? 'the merge base');
  return {
    revision: query.revision,
    ...locateStatement(query.revision, statement, context),
    message: `${beginSentence(what)}: ${sayError(query.error)}.`,
    remedy: {
      text: `${query.does === 'read' ? keepReadable : keepWritable} Where it is meant, say why on the line above:`,
      code: `# alembic-gate: ignore[${id}] why the running release does not meet it`,
      language: 'python',
    },
    evidence: { ...(statement === undefined ? {} : { sql: statement.sql }), error: query.error },
    identity: [query.revision, nameQuery({ ...query, schema: query.schema === context.dialect.defaultSchema ? null : query.schema }), query.does],
    operation: [query.does, statement?.sql ?? '', String(query.takesOthers === true)],
    proof: proveOthers(query, `Proved: ${what}.`),
  };
}

const keepReadable =
  'Take it out of the models in one release, and out of the database in a later one, when no release that runs reads it. What is renamed can be added beside the old one, and both be written until then.';
const keepWritable = 'Let the database take what the running release writes, with a default or a looser rule, and make the rule strict in a later release, when every release that runs keeps it.';

function describeFailure(query: RefusedQuery, base: string): string {
  const { does, takesOthers } = query;
  const model = describeModel(query);
  if (does === 'read') return `code of \`${base}\` can no longer read \`${nameQuery(query)}\`${model}`;
  if (takesOthers === true) return `\`${nameTable(query)}\` refuses rows that code of \`${base}\` could insert before${model}`;
  return `code of \`${base}\` can no longer insert rows into \`${nameTable(query)}\`${model}`;
}

/** The server's words as the end of a sentence, without the row that we made up. */
function sayError(error: string): string {
  return (error.replace(/: Failing row contains .*$/s, '').split('\n')[0] ?? '').trim().replace(/\.$/, '');
}

const reading = ['destructive/drop-table', 'destructive/drop-column', 'destructive/drop-view', 'destructive/drop-schema', 'compatibility/rename-table', 'compatibility/rename-column'];
const writing = [
  ...['rename-table', 'rename-column', 'rename-enum-value', 'rename-function', 'required-column', 'set-not-null', 'drop-default', 'change-type', 'tighter-constraint'].map((name) => `compatibility/${name}`),
  ...['narrow-type', 'drop-enum-value', 'drop-function', 'drop-type'].map((name) => `destructive/${name}`),
];

/** What is read is told by its own name, or by that of the table that goes with it; what is written by anything of its table. */
function proveOthers(query: RefusedQuery, sentence: string): Proof {
  const table = nameTable(query);
  if (query.does === 'read') return { sentence, checks: reading, names: [nameQuery(query), ...(query.schema === null ? [] : [query.schema])], tables: [] };
  return { sentence, checks: writing, names: [], tables: [table] };
}

/** What changes a table for those who use it without naming a column. */
const making: readonly OperationKind[] = ['create-view', 'create-trigger', 'add-constraint'];

/** The statement that most likely did it: one that names the column, one that makes something of the table or on it, one that speaks of it, or the only one. */
function findCause(statements: readonly StatementObservation[], { name, column }: RefusedQuery): StatementObservation | undefined {
  const isSame = (one: string | undefined, other: string | undefined): boolean => one !== undefined && one.toLowerCase() === other?.toLowerCase();
  const find = (isMeant: (statement: StatementObservation) => boolean): StatementObservation | undefined => statements.find(isMeant);
  return (
    find((statement) => listOperations(statement).some(({ target, member }) => isSame(target.name, name) && isSame(member, column))) ??
    find((statement) => mentions(statement.sql, name) && listOperations(statement).some(({ kind }) => making.includes(kind))) ??
    find((statement) => listOperations(statement).some(({ target }) => isSame(target.name, name))) ??
    find(({ sql }) => mentions(sql, name)) ??
    (statements.length === 1 ? statements[0] : undefined)
  );
}
