import { execa } from 'execa';

/** A user of the machine as whom a server can run. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Servers refuse to run as root, so root lends them another user: that of the usual name where there is one, else `nobody`.
 * Gives undefined where we are not root and need nobody else.
 */
export async function findServerUser(usualName: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of [usualName, 'nobody']) {
    const [uid, gid] = await Promise.all([readId('-u', name), readId('-g', name)]);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

async function readId(flag: '-u' | '-g', name: string): Promise<number | undefined> {
  const { stdout, failed } = await execa('id', [flag, name], { reject: false });
  return failed ? undefined : Number(stdout);
}

/** Asks the system a question of test(1) as that user, because only it knows every directory on the way and every access list. */
export async function mayUse(user: ServerUser, words: readonly string[]): Promise<boolean> {
  const { failed } = await execa('test', words, { ...user, cwd: '/', reject: false });
  return !failed;
}
