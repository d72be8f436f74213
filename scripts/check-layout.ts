/** Fails when a check lacks its source, its page or a small project that expects it, or when one of them lacks its check. */
import { join } from 'node:path';
import { findLayoutGaps, findUntestedChecks } from './find-layout-gaps.ts';

const root = join(import.meta.dirname, '..');
const gaps = [...(await findLayoutGaps(root)), ...(await findUntestedChecks(root))];
if (gaps.length > 0) {
  console.error(gaps.join('\n'));
  process.exit(1);
}
