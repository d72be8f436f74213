import { describe, expect, test } from 'vitest';
import { describeBug, listProblems } from '../src/describe-error.ts';
import { UserError, UserErrors } from '../src/errors.ts';
import { identity } from '../src/identity.ts';

const whole = new UserError('no-base', { what: 'The base is not here.', where: 'origin', remedy: 'Fetch it.', details: 'fatal', cause: new Error('secret') });
const least = new UserError('no-docker', { what: 'Docker does not answer.', remedy: 'Start it.' });
const wholeProblem = { code: 'no-base', what: 'The base is not here.', where: 'origin', remedy: 'Fetch it.', details: 'fatal' };
const leastProblem = { code: 'no-docker', what: 'Docker does not answer.', remedy: 'Start it.' };

describe('listProblems', () => {
  test.each<[title: string, error: unknown, problems: unknown]>([
    ['an error of the user', whole, [wholeProblem]],
    ['one without place and details', least, [leastProblem]],
    ['several', new UserErrors([whole, least]), [wholeProblem, leastProblem]],
    ['none of several', new UserErrors([]), []],
    ['a bug', new TypeError('x is undefined'), undefined],
    ['a bug that an error of the user led to', new Error('wrapped', { cause: least }), undefined],
    ['no error at all', 'text', undefined],
    ['nothing', undefined, undefined],
  ])('%s', (_, error, problems) => {
    expect(listProblems(error)).toStrictEqual(problems);
  });
});

describe('describeBug', () => {
  const frame = (stacks: string): string =>
    [
      'This is a bug of Alembic Gate, not of your project.',
      stacks,
      `${identity.name} ${identity.version}, Node ${process.version}, ${process.platform} ${process.arch}`,
      `Please report it with the text above: ${identity.issuesUrl}`,
    ].join('\n\n');

  test('an error with its causes', () => {
    const inner = new RangeError('too far');
    const outer = new Error('cannot go', { cause: inner });
    expect(describeBug(outer)).toBe(frame(`${outer.stack ?? ''}\ncaused by: ${inner.stack ?? ''}`));
  });

  test.each<[title: string, error: unknown, text: string]>([
    ['an error without a stack', Object.assign(new Error('bare'), { stack: undefined }), 'bare'],
    ['an object', { code: 7 }, '{ code: 7 }'],
    ['a cause that is no error', Object.assign(new Error('bare', { cause: 'the disk' }), { stack: undefined }), "bare\ncaused by: 'the disk'"],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a function', listProblems, '[Function: listProblems]'],
    ['a whole number that JSON does not know', 12n, '12n'],
  ])('%s', (_, error, text) => {
    expect(describeBug(error)).toBe(frame(text));
  });

  test('causes that lead back to the first', () => {
    const [one, two] = [new Error('one'), new Error('two')];
    one.cause = two;
    two.cause = one;
    expect(describeBug(one)).toBe(frame(`${one.stack ?? ''}\ncaused by: ${two.stack ?? ''}`));
  });
});
