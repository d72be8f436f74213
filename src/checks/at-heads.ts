/**
 * Checks that compare the heads with the merge base, or judge what is there at the end: a later revision can take back or mend what an
 * earlier one did. Of several jobs on one history only the one that reaches the heads can tell, and tells of all revisions.
 */
const categories = ['compatibility', 'models'];
const ids = ['round-trip/fresh-install-differs', 'locks/invalid-index'];

/** Whether a check judges what the heads are and not what a single revision does. */
export function isJudgedAtHeads(check: string): boolean {
  return ids.includes(check) || categories.includes(check.split('/', 1)[0] ?? '');
}
