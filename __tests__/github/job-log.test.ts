import { describe, expect, it } from 'vitest';
import { disarmCommands } from '../../src/github/job-log.ts';

describe('disarmCommands', () => {
  it.each([
    ['a command', '::error::no', '\\x3a:error::no'],
    ['a command after white space, which the runner leaves out', '  \t\u00a0\u3000::set-output name=a::b', '  \t\u00a0\u3000\\x3a:set-output name=a::b'],
    ['a command in a later line', 'one\n  ::stop-commands::x\n::add-mask::y', 'one\n  \\x3a:stop-commands::x\n\\x3a:add-mask::y'],
    ['a command after empty lines', '\n\n ::debug::z', '\n\n \\x3a:debug::z'],
    ['more colons', ':::error::no', '\\x3a::error::no'],
    ['the old form, which the runner sees anywhere', 'select 1 ##[error]no ##[group]x', 'select 1 \\x23#[error]no \\x23#[group]x'],
    ['the old form after more hashes', '###[error]no', '#\\x23#[error]no'],
    ['what is none', "SELECT 'a'::text, 1::int -- # [x] ##\n  : :: 1", "SELECT 'a'::text, 1::int -- # [x] ##\n  : :: 1"],
  ])('%s', (_, text, written) => {
    expect(disarmCommands(text)).toBe(written);
  });
});
