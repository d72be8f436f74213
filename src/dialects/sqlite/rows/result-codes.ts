/** Names of results with which SQLite does not take a row, by their extended codes. https://sqlite.org/rescode.html */
const refusals: ReadonlyMap<number, string> = new Map([
  [1, 'SQLITE_ERROR'],
  [257, 'SQLITE_ERROR_MISSING_COLLSEQ'],
  [18, 'SQLITE_TOOBIG'],
  [19, 'SQLITE_CONSTRAINT'],
  [275, 'SQLITE_CONSTRAINT_CHECK'],
  [531, 'SQLITE_CONSTRAINT_COMMITHOOK'],
  [787, 'SQLITE_CONSTRAINT_FOREIGNKEY'],
  [1043, 'SQLITE_CONSTRAINT_FUNCTION'],
  [1299, 'SQLITE_CONSTRAINT_NOTNULL'],
  [1555, 'SQLITE_CONSTRAINT_PRIMARYKEY'],
  [1811, 'SQLITE_CONSTRAINT_TRIGGER'],
  [2067, 'SQLITE_CONSTRAINT_UNIQUE'],
  [2323, 'SQLITE_CONSTRAINT_VTAB'],
  [2579, 'SQLITE_CONSTRAINT_ROWID'],
  [2835, 'SQLITE_CONSTRAINT_PINNED'],
  [3091, 'SQLITE_CONSTRAINT_DATATYPE'],
  [20, 'SQLITE_MISMATCH'],
]);

/** Undefined for what is no word about rows, such as a lock or a full disk. */
export function findRefusalCode(error: Error): string | undefined {
  return 'errcode' in error && typeof error.errcode === 'number' ? refusals.get(error.errcode) : undefined;
}
