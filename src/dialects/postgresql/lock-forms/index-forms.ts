import type { LockForm, LockFormQuestions } from '../../../sql/lock-form.ts';
import type { ObjectName } from '../../../sql/operation.ts';
import { quotePython } from '../../../sql/quote-python.ts';
import type { Node } from '../parse-tree.ts';
import { execute } from '../undo-names.ts';
import { call, inAutocommit, listOfNames, sayName, writePath, writeSchema } from './write-alembic.ts';

/** https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY */
export function readCreateIndex(body: Node, text: string, questions: LockFormQuestions): LockForm[] {
  if (body.flag('concurrent')) return [];
  const table = body.child('relation').relationName();
  const isPartitioned = questions.isPartitioned(table);
  // That of a partitioned table alone holds nothing.
  if (isPartitioned && !body.child('relation').flag('inh')) return [];
  const name = body.text('idxname');
  const kind = body.flag('unique') ? 'unique index' : 'index';
  const subject = name === undefined ? `${kind === 'index' ? 'An' : 'A'} ${kind}` : `${kind === 'index' ? 'Index' : 'Unique index'} \`${name}\``;
  const what = `${subject} of ${sayName(table)} is built without CONCURRENTLY`;
  if (isPartitioned) return [{ kind: 'index', target: table, what, ...buildByPartition(name, table, text) }];
  return [
    {
      kind: 'index',
      target: table,
      what,
      advice: 'Build it while others write, outside of the transaction, best in a revision of its own:',
      code: inAutocommit(writeConcurrentIndex(body) ?? execute(text.replace(/\bCREATE\s+(?:UNIQUE\s+)?INDEX\b/i, '$& CONCURRENTLY'))),
    },
  ];
}

/** As `op.create_index`, where that says everything; undefined where the statement has more. */
function writeConcurrentIndex(body: Node): string | undefined {
  const name = body.text('idxname');
  const columns = readColumns(body.list('indexParams'));
  const more = ['whereClause', 'indexIncludingParams', 'options', 'tableSpace', 'nulls_not_distinct'];
  if (name === undefined || columns === undefined || more.some((field) => body.has(field))) return undefined;
  const table = body.child('relation').relationName();
  return writeIndexCall(name, table, columns, body.flag('unique'), body.text('accessMethod'));
}

/** `op.create_index` with CONCURRENTLY. */
export function writeIndexCall(name: string, table: ObjectName, columns: readonly string[], isUnique: boolean, method = 'btree'): string {
  return call('create_index', [quotePython(name), quotePython(table.name), listOfNames(columns)], {
    unique: isUnique ? 'True' : undefined,
    schema: writeSchema(table),
    postgresql_using: method === 'btree' ? undefined : quotePython(method),
    postgresql_concurrently: 'True',
  });
}

/** Undefined where one is more than a column. */
function readColumns(parameters: readonly Node[]): string[] | undefined {
  const columns = parameters.map((parameter) => {
    const element = parameter.child('IndexElem');
    const isPlain = element.text('ordering') === 'SORTBY_DEFAULT' && element.text('nulls_ordering') === 'SORTBY_NULLS_DEFAULT' && !element.has('opclass') && !element.has('collation');
    return isPlain ? element.text('name') : undefined;
  });
  return columns.every((column) => column !== undefined) ? columns : undefined;
}

function buildByPartition(name: string | undefined, table: ObjectName, text: string): Pick<LockForm, 'advice' | 'code'> {
  const index = name ?? 'ix_...';
  const rest = /\bON\s+(?:ONLY\s+)?[^\s(]+([\s\S]*)$/i.exec(text)?.[1] ?? ' (...)';
  return {
    advice: 'CONCURRENTLY is not for a partitioned table. Make the index of the table alone, which stays invalid, then that of each partition while others write, and attach them:',
    code: [
      execute(`CREATE INDEX ${index} ON ONLY ${writePath(table)}${rest}`),
      '# in the next revision, for each partition:',
      inAutocommit(execute(`CREATE INDEX CONCURRENTLY ${index}_p1 ON <partition>${rest}`), execute(`ALTER INDEX ${index} ATTACH PARTITION ${index}_p1`)),
    ].join('\n'),
  };
}

/** https://www.postgresql.org/docs/current/sql-dropindex.html */
export function readDropIndex(body: Node, questions: LockFormQuestions): LockForm[] {
  if (body.text('removeType') !== 'OBJECT_INDEX' || body.flag('concurrent')) return [];
  return body.list('objects').flatMap((object): LockForm[] => {
    const path = object.path();
    const index = { schema: path.at(-2), name: path.at(-1) ?? '' };
    const table = questions.findTableOfIndex(index);
    // That of a partitioned table cannot be dropped otherwise.
    if (table !== undefined && questions.isPartitioned(table)) return [];
    const line = call('drop_index', [quotePython(index.name)], { table_name: table === undefined ? undefined : quotePython(table.name), schema: writeSchema(index), postgresql_concurrently: 'True' });
    const of = table === undefined ? '' : ` of ${sayName(table)}`;
    return [
      {
        kind: 'index',
        target: table,
        what: `Index ${sayName(index)}${of} is dropped without CONCURRENTLY`,
        advice: 'Drop it while others work, outside of the transaction, best in a revision of its own:',
        code: inAutocommit(line),
      },
    ];
  });
}

/** https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY */
export function readReindex(body: Node, text: string, questions: LockFormQuestions): LockForm[] {
  if (body.list('params').some((parameter) => parameter.child('DefElem').text('defname') === 'concurrently')) return [];
  const named = body.child('relation').relationName();
  const isIndex = body.text('kind') === 'REINDEX_OBJECT_INDEX';
  const subject = isIndex ? `Index ${sayName(named)} is` : body.text('kind') === 'REINDEX_OBJECT_TABLE' ? `The indexes of ${sayName(named)} are` : 'Indexes are';
  return [
    {
      kind: 'index',
      target: isIndex ? questions.findTableOfIndex(named) : body.has('relation') ? named : undefined,
      what: `${subject} built anew without CONCURRENTLY`,
      advice: 'It is no change of the schema, so it can be done by hand; in a revision, do it while others write, outside of the transaction:',
      code: inAutocommit(execute(text.replace(/\bREINDEX\s+(?:\([^)]*\)\s*)?(?:INDEX|TABLE|SCHEMA|DATABASE|SYSTEM)\b/i, '$& CONCURRENTLY'))),
    },
  ];
}

/** https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html */
export function readRefresh(body: Node, text: string): LockForm[] {
  if (body.flag('concurrent') || body.flag('skipData')) return [];
  const view = body.child('relation').relationName();
  return [
    {
      kind: 'index',
      target: view,
      what: `Materialized view ${sayName(view)} is refreshed without CONCURRENTLY`,
      advice: 'Refresh it while others read, for which it needs a unique index of plain columns without a condition:',
      code: execute(text.replace(/\bMATERIALIZED\s+VIEW\b/i, '$& CONCURRENTLY')),
    },
  ];
}

/** https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION */
export function readDetach(table: ObjectName, partition: Node): LockForm[] {
  if (partition.flag('concurrent')) return [];
  const name = partition.child('name').relationName();
  return [
    {
      kind: 'index',
      target: table,
      what: `Partition ${sayName(name)} is detached from ${sayName(table)} without CONCURRENTLY`,
      advice: 'Detach it while others work, outside of the transaction (not where the table has a default partition):',
      code: inAutocommit(execute(`ALTER TABLE ${writePath(table)} DETACH PARTITION ${writePath(name)} CONCURRENTLY`)),
    },
  ];
}
