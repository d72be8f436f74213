/** What SQLite itself says when something is not there that belongs to the project's own connection and not to the database. */
const foreignToUs = /no such (?:function|module|collation sequence|vfs)|unknown function|unknown tokenizer/i;

/** Whether a message tells of what only the project's own connection has. */
export function isForeign(message: string): boolean {
  return foreignToUs.test(message);
}

/** The error with which work on the database fails. */
export function findError(work: () => void): Error | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

/** A sentence about an error, unless it is the lack of what only the project's own connection has. */
export function sayUnlessForeign({ message }: Error, say: (message: string) => string): string[] {
  return isForeign(message) ? [] : [say(message)];
}

/** A sentence where the work fails because the database is not as it should be. */
export function complain(work: () => void, say: (message: string) => string): string[] {
  const error = findError(work);
  return error === undefined ? [] : sayUnlessForeign(error, say);
}
