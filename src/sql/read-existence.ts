import type { OperationFlag } from './operation.ts';
import type { TokenReader } from './token-reader.ts';

/** Steps over `IF EXISTS` or `IF NOT EXISTS`. */
export function readExistence(reader: TokenReader): OperationFlag | undefined {
  if (reader.accept('IF EXISTS')) return 'if-exists';
  return reader.accept('IF NOT EXISTS') ? 'if-not-exists' : undefined;
}
