/**
 * Settings of a server that is thrown away: durability off, and no background work that would make two runs differ.
 * https://www.postgresql.org/docs/current/non-durability.html
 */
const throwAwaySettings: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '64MB',
  max_connections: '50',
  // A whole history in one transaction locks every table it makes.
  max_locks_per_transaction: '1024',
  max_prepared_transactions: '10',
  jit: 'off',
  // In the data directory, which goes when the server is killed in whatever way; segments in /dev/shm stay then.
  dynamic_shared_memory_type: 'mmap',
};

/** The settings as arguments of `postgres`, with others added. */
export function writeSettingFlags(more: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries({ ...throwAwaySettings, ...more }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
