import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends a test run with one plain line, `alembic-gate: 12 passed, 0 failed, 0 skipped`, and fails a run in which
 * nothing ran or something was skipped: a suite that did not run proves nothing.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
      if (module.state() === 'failed' && [...module.children.allTests()].length === 0) counts.failed += 1;
    }
    const { passed, failed, skipped } = counts;
    process.stdout.write(`alembic-gate: ${String(passed)} passed, ${String(failed + errors.length)} failed, ${String(skipped)} skipped\n`);
    if (passed + failed === 0 || skipped > 0) process.exitCode = 1;
  }
}
