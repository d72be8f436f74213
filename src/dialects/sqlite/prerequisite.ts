import type { MissingPrerequisite } from '../dialect.ts';

/** What a connection must bring, because a file cannot hold it: functions, modules and collations. */
const sentences: readonly RegExp[] = [/no such function: ([^\s(]+)/, /no such module: (\S+)/, /no such collation sequence: (\S+)/];

/**
 * What the project's connection must bring before the first revision, when an error message says that it is not there. No SQL makes it,
 * so there is no `setup-sql`. https://sqlite.org/loadext.html
 */
export function readMissingPrerequisite(message: string): MissingPrerequisite | undefined {
  const name = sentences.map((sentence) => sentence.exec(message)?.[1]).find((found) => found !== undefined);
  return name === undefined ? undefined : { kind: 'extension-files', name };
}
