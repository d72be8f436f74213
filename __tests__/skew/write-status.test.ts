import { describe, expect, it } from 'vitest';
import { descriptionLimit, writeDescription } from '../../src/skew/write-status.ts';

describe('the description of a status', () => {
  it('is the first text that fits', () => {
    expect(writeDescription(['x'.repeat(141), 'short enough', 'shorter'])).toBe('short enough');
    expect(writeDescription(['x'.repeat(140)])).toBe('x'.repeat(140));
  });

  it('is cut where none fits, without half a character', () => {
    expect(writeDescription([`${'x'.repeat(138)}🙂🙂`])).toBe(`${'x'.repeat(138)}…`);
  });

  it('leaves room for how many more there are', () => {
    const text = writeDescription(['x'.repeat(200)], 12);
    expect(text).toBe(`${'x'.repeat(descriptionLimit - 12)}… (+12 more)`);
    expect(text).toHaveLength(descriptionLimit);
  });

  it('shows what cannot be seen, in one line', () => {
    expect(writeDescription(['a\u202Eb\u0000c\n\n d\u001B[31m'])).toBe('a\\u{202e}b\\x00c d\\x1b[31m');
  });
});
