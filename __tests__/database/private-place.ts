import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';

/** A temporary directory that one test alone uses, so that what is left in it is that test's. */
export interface PrivatePlace {
  readonly directory: string;
  /** What is left: entries of the directory, and command lines of processes that work in it. */
  findLeftovers(): string[];
  remove(): void;
}

/** Makes one; servers that the test starts go into it when `TMPDIR` names it. */
export function makePrivatePlace(): PrivatePlace {
  const directory = mkdtempSync('/tmp/gate-test-');
  // Like /tmp: root's servers run as another user.
  chmodSync(directory, 0o1777);
  return {
    directory,
    findLeftovers: () => [...readdirSync(directory), ...listProcesses().filter((line) => line.includes(`${directory}/`))],
    remove: () => { rmSync(directory, { recursive: true, force: true }); },
  };
}

function listProcesses(): string[] {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
}
