import { describe, expect, test } from 'vitest';
import { UserError, UserErrors } from '../src/errors.ts';

function listParts({ name, message, code, what, where, remedy, details, cause }: UserError): object {
  return { name, message, code, what, where, remedy, details, cause };
}

describe('UserError', () => {
  test('with all its parts', () => {
    const cause = new Error('refused');
    const error = new UserError('no-base', { what: 'The base is not here.', where: 'option `base`', remedy: 'Fetch it.', details: 'fatal: no such ref', cause });
    expect(listParts(error)).toEqual({
      name: 'UserError',
      message: 'The base is not here. (option `base`) Fetch it.',
      code: 'no-base',
      what: 'The base is not here.',
      where: 'option `base`',
      remedy: 'Fetch it.',
      details: 'fatal: no such ref',
      cause,
    });
    expect(error.cause).toBe(cause);
  });

  test('with the least', () => {
    const error = new UserError('no-docker', { what: 'Docker does not answer.', remedy: 'Start it.' });
    expect({ ...listParts(error), hasCause: 'cause' in error }).toEqual({
      name: 'UserError',
      message: 'Docker does not answer. Start it.',
      code: 'no-docker',
      what: 'Docker does not answer.',
      where: undefined,
      remedy: 'Start it.',
      details: undefined,
      cause: undefined,
      hasCause: false,
    });
  });
});

test('UserErrors tells all its errors, one a line', () => {
  const errors = [new UserError('bad-option', { what: 'One.', remedy: 'Mend one.' }), new UserError('bad-option', { what: 'Two.', where: '--two', remedy: 'Mend two.' })];
  const all = new UserErrors(errors);
  expect([all.name, all.message, all.errors]).toEqual(['UserErrors', 'One. Mend one.\nTwo. (--two) Mend two.', errors]);
});
