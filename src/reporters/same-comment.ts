import { isSameRecord } from '../approval/bind-label.ts';
import { readRecord } from '../approval/record.ts';
import { readRunMark } from './run-mark.ts';

/** The last cell of a revision's row: how long it took. */
const durationCell = /\| (?:–|[\d.]+(?: |&nbsp;)(?:ms|s|min)) \|$/gm;

/** Where a comment links to the run that it is of. */
const runLink = /\]\(https?:\/\/[^\s()]*\/actions\/runs\/\d+\)/g;

/**
 * Whether two comments say the same. Durations differ from run to run and are no news, nor is which run it is of or since when operations
 * are shown; GitHub trims what it stores.
 */
export function isSameComment(stored: string, fresh: string): boolean {
  return isSameRecord(readRecord(stored), readRecord(fresh)) && leaveOut(stored) === leaveOut(fresh);
}

function leaveOut(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').trim().split('\n');
  const hidden = (readRecord(text) === undefined ? 0 : 1) + (readRunMark(text) === undefined ? 0 : 1);
  return lines.toSpliced(1, hidden).join('\n').replaceAll(durationCell, '| |').replaceAll(runLink, '](run)');
}
