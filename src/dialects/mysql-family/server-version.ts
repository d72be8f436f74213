import type { Connection, RowDataPacket } from 'mysql2/promise';

/** What a server says of itself. */
export interface ServerVersion {
  /** As people say it: `8.4.3`, `11.4.2`. */
  readonly text: string;
  readonly isMariadb: boolean;
}

/** Asks a server. `VERSION()` carries packagers' words: `11.8.3-MariaDB-0+deb13u1`, `8.0.36-28` of Percona. */
export async function readServerVersion(connection: Connection): Promise<ServerVersion> {
  const [rows] = await connection.query<(RowDataPacket & { version: string; comment: string })[]>('SELECT VERSION() AS version, @@version_comment AS comment');
  const { version = '', comment = '' } = rows[0] ?? {};
  return { text: /^\d+(?:\.\d+)*/.exec(version)?.[0] ?? version, isMariadb: /mariadb/i.test(`${version} ${comment}`) };
}
