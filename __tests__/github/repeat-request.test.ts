import { describe, expect, it } from 'vitest';
import { chooseWaitMs, repeatRequest } from '../../src/github/repeat-request.ts';

const nowMs = 1_000_000_000_000;

function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Error {
  return Object.assign(new Error('refused'), { status, response: { headers } });
}

describe('chooseWaitMs', () => {
  it.each([
    ['a server that fails', refusal(500), [1_000, 3_000, undefined]],
    ['a gateway that does not answer', refusal(502), [1_000, 3_000, undefined]],
    ['a token that may not', refusal(403), [undefined, undefined, undefined]],
    ['a token that is not known', refusal(401), [undefined, undefined, undefined]],
    ['text that is refused', refusal(422), [undefined, undefined, undefined]],
    ['a second limit that names its time', refusal(403, { 'retry-after': '2' }), [2_000, 3_000, undefined]],
    ['a second limit that is long', refusal(429, { 'retry-after': '3600' }), [undefined, undefined, undefined]],
    ['a limit without a time', refusal(429), [60_000, 60_000, undefined]],
    ['the hourly limit, soon over', refusal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 + 20) }), [20_000, 20_000, undefined]],
    ['the hourly limit, just over', refusal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 - 5) }), [1_000, 3_000, undefined]],
    ['the hourly limit, not over for long', refusal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 + 1800) }), [undefined, undefined, undefined]],
    ['a refusal with requests left', refusal(403, { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': String(nowMs / 1000 + 20) }), [undefined, undefined, undefined]],
    ['a bug', new TypeError('undefined is not a function'), [undefined, undefined, undefined]],
  ])('%s', (_, error, waits) => {
    expect([1, 2, 3].map((attempt) => chooseWaitMs(error, attempt, nowMs))).toEqual(waits);
  });
});

describe('repeatRequest', () => {
  it('does the work again until it is done', async () => {
    let attempts = 0;
    const done = await repeatRequest(() => {
      attempts += 1;
      return attempts < 2 ? Promise.reject(refusal(503)) : Promise.resolve('done');
    });
    expect([done, attempts]).toEqual(['done', 2]);
  });

  it('gives up at once where it would be refused again', async () => {
    let attempts = 0;
    const work = repeatRequest(() => {
      attempts += 1;
      return Promise.reject(refusal(403));
    });
    await expect(work).rejects.toMatchObject({ status: 403 });
    expect(attempts).toBe(1);
  });
});
