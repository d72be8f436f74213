import type {
  BridgeError,
  BridgeImpact,
  BridgeRevision,
  BridgeStatement,
  CreateTablesAnswer,
  CurrentAnswer,
  DriftAnswer,
  ForkMessage,
  LoadAnswer,
  ModelColumn,
  ModelTable,
  ModelsAnswer,
  ProbeAnswer,
  RunAnswer,
  StampAnswer,
  StepAnswer,
  SurveyAnswer,
} from './protocol.ts';

/**
 * Readers of what Python answers. The process runs untrusted code, so nothing is taken for what it claims to be:
 * each throws a `TypeError` naming the field where the shape is another.
 */

export function readError(value: unknown): BridgeError | null {
  if (value === null || value === undefined) return null;
  const fields = readObject(value, 'error');
  return {
    type: readString(fields['type'], 'error.type'),
    message: readString(fields['message'], 'error.message'),
    code: readNullable(fields['code'], readString, 'error.code'),
    file: readNullable(fields['file'], readString, 'error.file'),
    line: readNullable(fields['line'], readNumber, 'error.line'),
    sql: readNullable(fields['sql'], readString, 'error.sql'),
    traceback: readString(fields['traceback'], 'error.traceback'),
    isIrreversible: readBoolean(fields['isIrreversible'], 'error.isIrreversible'),
  };
}

export function readLoadAnswer(value: unknown): LoadAnswer {
  const fields = readObject(value, 'answer');
  return {
    python: readString(fields['python'], 'python'),
    alembic: readString(fields['alembic'], 'alembic'),
    sqlalchemy: readString(fields['sqlalchemy'], 'sqlalchemy'),
    databaseVersion: readNullable(fields['databaseVersion'], readString, 'databaseVersion'),
    revisions: readList(fields['revisions'], readRevision, 'revisions'),
    heads: readList(fields['heads'], readString, 'heads'),
    bases: readList(fields['bases'], readString, 'bases'),
  };
}

function readRevision(value: unknown, name: string): BridgeRevision {
  const fields = readObject(value, name);
  return {
    id: readString(fields['id'], 'id'),
    parents: readList(fields['parents'], readString, 'parents'),
    dependsOn: readList(fields['dependsOn'], readString, 'dependsOn'),
    branchLabels: readList(fields['branchLabels'], readString, 'branchLabels'),
    file: readString(fields['file'], 'file'),
  };
}

export function readRunAnswer(value: unknown): RunAnswer {
  const fields = readObject(value, 'answer');
  return {
    applied: readList(fields['applied'], readString, 'applied'),
    failedRevision: readNullable(fields['failedRevision'], readString, 'failedRevision'),
    error: readError(fields['error']),
    durationMs: readNumber(fields['durationMs'], 'durationMs'),
    databaseSql: readList(fields['databaseSql'], readString, 'databaseSql'),
    versionTable: readVersionTable(fields['versionTable']),
  };
}

export function readStepAnswer(value: unknown): StepAnswer {
  const fields = readObject(value, 'answer');
  return {
    error: readError(fields['error']),
    durationMs: readNumber(fields['durationMs'], 'durationMs'),
    statements: readList(fields['statements'], readStatement, 'statements'),
    plannedStatements: readNullable(fields['plannedStatements'], readNumber, 'plannedStatements'),
    output: readString(fields['output'], 'output'),
    keepsEach: readBoolean(fields['keepsEach'], 'keepsEach'),
    versionTable: readVersionTable(fields['versionTable']),
  };
}

function readStatement(value: unknown, name: string): BridgeStatement {
  const fields = readObject(value, name);
  return {
    sql: readString(fields['sql'], 'sql'),
    file: readNullable(fields['file'], readString, 'file'),
    line: readNullable(fields['line'], readNumber, 'line'),
    durationMs: readNumber(fields['durationMs'], 'durationMs'),
    rowCount: readNullable(fields['rowCount'], readNumber, 'rowCount'),
    isBookkeeping: readBoolean(fields['isBookkeeping'], 'isBookkeeping'),
    isFailed: readBoolean(fields['isFailed'], 'isFailed'),
    ordinal: readNullable(fields['ordinal'], readNumber, 'ordinal'),
    isAutocommit: readBoolean(fields['isAutocommit'], 'isAutocommit'),
    impact: readNullable(fields['impact'], readImpact, 'impact'),
  };
}

function readImpact(value: unknown, name: string): BridgeImpact {
  const fields = readObject(value, name);
  return {
    locks: readList(fields['locks'], (item) => ({ ...readRelation(item, 'lock'), mode: readString(readObject(item, 'lock')['mode'], 'lock.mode') }), 'locks'),
    rewrites: readList(fields['rewrites'], readRewrite, 'rewrites'),
    scans: readList(fields['scans'], (item) => ({ ...readRelation(item, 'scan'), mode: readNullable(readObject(item, 'scan')['mode'], readString, 'scan.mode') }), 'scans'),
    holdsLocks: readBoolean(fields['holdsLocks'], 'holdsLocks'),
    transaction: readNullable(fields['transaction'], readNumber, 'transaction'),
    lockTimeoutMs: readNullable(fields['lockTimeoutMs'], readNumber, 'lockTimeoutMs'),
  };
}

function readRewrite(value: unknown): BridgeImpact['rewrites'][number] {
  const { kind, table } = readObject(value, 'rewrite');
  if (kind !== 'table' && kind !== 'index') throw new TypeError('rewrite.kind is neither table nor index');
  return { ...readRelation(value, 'rewrite'), kind, table: readString(table, 'rewrite.table') };
}

function readRelation(value: unknown, name: string): { readonly schema: string; readonly name: string } {
  const fields = readObject(value, name);
  return { schema: readString(fields['schema'], `${name}.schema`), name: readString(fields['name'], `${name}.name`) };
}

function readVersionTable(value: unknown): RunAnswer['versionTable'] {
  if (value === null || value === undefined) return null;
  const fields = readObject(value, 'versionTable');
  return { schema: readNullable(fields['schema'], readString, 'schema'), name: readString(fields['name'], 'name') };
}

export function readDriftAnswer(value: unknown): DriftAnswer {
  const fields = readObject(value, 'answer');
  return { operations: readNullable(fields['operations'], readDriftOperations, 'operations'), error: readError(fields['error']) };
}

function readDriftOperations(value: unknown, name: string): NonNullable<DriftAnswer['operations']> {
  return readList(
    value,
    (item) => {
      const fields = readObject(item, name);
      return {
        kind: readString(fields['kind'], 'kind'),
        description: readString(fields['description'], 'description'),
        code: readString(fields['code'], 'code'),
      };
    },
    name,
  );
}

export function readModelsAnswer(value: unknown): ModelsAnswer {
  const fields = readObject(value, 'answer');
  return {
    tables: readNullable(fields['tables'], (tables, name) => readList(tables, readModelTable, name), 'tables'),
    strays: readList(fields['strays'], readString, 'strays'),
    error: readError(fields['error']),
  };
}

export function readCreateTablesAnswer(value: unknown): CreateTablesAnswer {
  const fields = readObject(value, 'answer');
  return { tables: readNumber(fields['tables'], 'tables'), strays: readList(fields['strays'], readString, 'strays'), error: readError(fields['error']) };
}

export function readStampAnswer(value: unknown): StampAnswer {
  const fields = readObject(value, 'answer');
  return { heads: readList(fields['heads'], readString, 'heads'), error: readError(fields['error']) };
}

function readModelTable(value: unknown, name: string): ModelTable {
  const fields = readObject(value, name);
  return {
    schema: readNullable(fields['schema'], readString, 'schema'),
    name: readString(fields['name'], 'name'),
    model: readNullable(fields['model'], readModel, 'model'),
    columns: readList(fields['columns'], readModelColumn, 'columns'),
  };
}

function readModel(value: unknown, name: string): NonNullable<ModelTable['model']> {
  const fields = readObject(value, name);
  return { module: readString(fields['module'], 'module'), name: readString(fields['name'], 'name') };
}

function readModelColumn(value: unknown, name: string): ModelColumn {
  const fields = readObject(value, name);
  return { name: readString(fields['name'], 'name'), isWritten: readBoolean(fields['isWritten'], 'isWritten') };
}

export function readProbeAnswer(value: unknown): ProbeAnswer {
  const fields = readObject(value, 'answer');
  const wanted = readList(
    fields['wanted'],
    (item) => {
      const engine = readObject(item, 'wanted');
      return { dialect: readString(engine['dialect'], 'dialect'), driver: readString(engine['driver'], 'driver') };
    },
    'wanted',
  );
  return { wanted, error: readError(fields['error']) };
}

export function readSurveyAnswer(value: unknown): SurveyAnswer {
  const fields = readObject(value, 'answer');
  const databases = readList(
    fields['databases'],
    (item) => {
      const database = readObject(item, 'database');
      return { key: readString(database['key'], 'key'), name: readString(database['name'], 'name') };
    },
    'databases',
  );
  return { databases, error: readError(fields['error']) };
}

export function readCurrentAnswer(value: unknown): CurrentAnswer {
  const fields = readObject(value, 'answer');
  return {
    sql: readNullable(fields['sql'], readString, 'sql'),
    file: readNullable(fields['file'], readString, 'file'),
    line: readNullable(fields['line'], readNumber, 'line'),
  };
}

/** One line of the socket: the id of the request and the answer as it stands. */
export function readEnvelope(line: string): { readonly id: number; readonly answer: unknown } {
  const fields = readObject(JSON.parse(line), 'message');
  return { id: readNumber(fields['id'], 'id'), answer: fields['answer'] };
}

/** What the maker of processes says of one. Throws a `TypeError` or `SyntaxError` where it is none of both. */
export function readForkMessage(line: string): ForkMessage {
  const fields = readObject(JSON.parse(line), 'message');
  const id = readNumber(fields['id'], 'id');
  if ('pid' in fields) return { what: 'made', id, pid: readNumber(fields['pid'], 'pid') };
  return { what: 'ended', id, exitCode: readNullable(fields['exitCode'], readNumber, 'exitCode'), signal: readNullable(fields['signal'], readString, 'signal') };
}

export function readObject(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${name} is no object`);
  return value as Record<string, unknown>;
}

function readList<T>(value: unknown, read: (item: unknown, name: string) => T, name: string): T[] {
  if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
  return value.map((item) => read(item, name));
}

function readNullable<T>(value: unknown, read: (item: unknown, name: string) => T, name: string): T | null {
  return value === null || value === undefined ? null : read(value, name);
}

function readString(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} is no text`);
  return value;
}

function readNumber(value: unknown, name: string): number {
  if (typeof value !== 'number') throw new TypeError(`${name} is no number`);
  return value;
}

function readBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`${name} is neither true nor false`);
  return value;
}
