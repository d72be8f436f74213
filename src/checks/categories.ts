/** What the checks of each category look at, a sentence without its full stop, in the order of the documentation. */
export const categories: Readonly<Record<string, string>> = {
  revisions: 'The history itself: how revisions hang together, and what is on the base branch already; read from the files before any database starts, but for `id-too-long`, which the upgrade shows',
  'round-trip': 'Each new revision up, down and up again, all of them together, and a new installation',
  rows: 'Each new revision up, down and up again on a database with rows in every table',
  destructive: 'What an upgrade destroys that was there before the pull request; downgrades, and what the same pull request made, are not looked at',
  compatibility: 'Whether the release that is still running gets on with the upgraded database; what the same pull request made is not looked at',
  locks: 'What an upgrade keeps others from while it works on tables that were there before the pull request, as measured',
  models: 'The models beside the migrated database',
  suppressions: 'The comments that agree to a finding',
};

/** The category of a check's id. */
export function categoryOf(id: string): string {
  return id.split('/')[0] ?? id;
}
