/** What a bad example shows besides, by its check (`locks/… on mysql` where only there): it is bad in more than one way. */
export const alsoFound: Readonly<Record<string, readonly string[]>> = {
  // A suppression without a reason does not count, so what it was meant for is found as well.
  'suppressions/no-reason': ['destructive/drop-index'],
  // One revision leaves a row, over which the other stumbles, here as well as on the walk with rows.
  'round-trip/rollback-leaves-trace': ['round-trip/downgrade-leaves-trace', 'rows/left-behind'],
  'round-trip/fresh-install-differs': ['rows/left-behind'],
  // What does not fit any longer is refused where it is there.
  'destructive/drop-enum-value': ['rows/upgrade-fails'],
  'destructive/narrow-type': ['rows/upgrade-fails'],
  // A copy is made in four statements, each of which stays where the next is not reached.
  'locks/copy-algorithm on sqlite': ['round-trip/retry-fails'],
};
