#!/usr/bin/env node
import { join } from 'node:path';
import { runCommandLine } from './command/command-line.ts';
import { DisposalRegistry, installSignalHandlers } from './database/disposal.ts';
import { describeBug } from './describe-error.ts';

const isBundled = !import.meta.filename.endsWith('.ts');
const disposals = new DisposalRegistry();
const showBug = (error: unknown): number => {
  process.stderr.write(`${describeBug(error)}\n`);
  return 2;
};
installSignalHandlers(disposals, {
  exit: (exitCode) => process.exit(exitCode),
  log: (line) => process.stderr.write(`${line}\n`),
  showBug,
});
// Whoever reads what we write may stop before its end, as `head` does; the rest is for nobody, and the exit code is as it would be.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
const oldestNode = 24;
if (Number.parseInt(process.versions.node) < oldestNode) {
  process.stderr.write(`alembic-gate needs Node ${String(oldestNode)} or later, and this is ${process.version}.\n`);
  process.exit(2);
}
void runCommandLine(process.argv.slice(2), {
  environment: process.env,
  currentDirectory: process.cwd(),
  bridgeScript: join(import.meta.dirname, isBundled ? 'bridge/bridge.py' : 'alembic/bridge.py'),
  checkPages: join(import.meta.dirname, isBundled ? 'docs/checks' : '../docs/checks'),
  disposals,
  isTerminal: process.stdout.isTTY,
  write: (text) => void process.stdout.write(text),
})
  .catch(showBug)
  .then((exitCode) => process.exit(exitCode));
