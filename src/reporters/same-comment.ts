import { isSameRecord } from '../approval/bind-label.ts';
import { readRecord } from '../approval/record.ts';

/** The last cell of a revision's row: how long it took. */
const durationCell = /\| (?:–|[\d.]+(?: |&nbsp;)(?:ms|s|min)) \|$/gm;

/**
 * Whether two comments say the same. Durations differ from run to run and are no news, nor is since when operations are shown; GitHub trims
 * what it stores.
 */
export function isSameComment(stored: string, fresh: string): boolean {
  const [before, now] = [readRecord(stored), readRecord(fresh)];
  return isSameRecord(before, now) && leaveOut(stored, before !== undefined) === leaveOut(fresh, now !== undefined);
}

function leaveOut(text: string, hasRecord: boolean): string {
  const lines = text.replaceAll('\r\n', '\n').trim().split('\n');
  return (hasRecord ? lines.toSpliced(1, 1) : lines).join('\n').replaceAll(durationCell, '| |');
}
