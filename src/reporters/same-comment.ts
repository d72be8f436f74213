/** The last cell of a revision's row: how long it took. */
const durationCell = /\| (?:–|[\d.]+(?: |&nbsp;)(?:ms|s|min)) \|$/gm;

/**
 * Whether two comments say the same. Durations differ from run to run and are no news; GitHub trims what it stores.
 */
export function isSameComment(stored: string, fresh: string): boolean {
  return withoutDurations(stored) === withoutDurations(fresh);
}

function withoutDurations(text: string): string {
  return text.replaceAll('\r\n', '\n').trim().replaceAll(durationCell, '| |');
}
