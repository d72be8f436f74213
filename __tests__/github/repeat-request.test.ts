import { describe, expect, it } from 'vitest';
import { chooseWaitMs, repeatRequest } from '../../src/github/repeat-request.ts';

const nowMs = 1_000_000_000_000;

function refusal(status: number, headers: Readonly<Record<string, string>> = {}, message = 'refused'): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

/** As Octokit throws what GraphQL answers with the status 200. */
function graphql(errors: readonly object[], headers: Readonly<Record<string, string>> = {}): Error {
  return Object.assign(new Error(`Request failed due to following response errors:\n - ${JSON.stringify(errors)}`), { name: 'GraphqlResponseError', headers, errors, response: { errors } });
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
    ['a second limit of two minutes', refusal(403, { 'retry-after': '120' }), [120_000, 120_000, undefined]],
    ['a limit without a time', refusal(429), [60_000, 90_000, undefined]],
    ['a second limit that only its message tells', refusal(403, { 'x-ratelimit-remaining': '900' }, 'You have exceeded a secondary rate limit. Please wait a few minutes.'), [60_000, 90_000, undefined]],
    ['what a second limit was called before', refusal(403, {}, 'You have triggered an abuse detection mechanism.'), [60_000, 90_000, undefined]],
    ["GraphQL's limit, soon over", graphql([{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }], { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 + 20) }), [21_000, 21_000, undefined]],
    ["GraphQL's limit, not over for long", graphql([{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }], { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 + 1800) }), [undefined, undefined, undefined]],
    ["GraphQL's limit without a time", graphql([{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }]), [60_000, 90_000, undefined]],
    ['GraphQL that failed', graphql([{ message: 'Something went wrong while executing your query. This may be the result of a timeout.' }]), [1_000, 3_000, undefined]],
    ['a query that GraphQL refuses', graphql([{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]), [undefined, undefined, undefined]],
    ['the hourly limit, soon over', refusal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 + 20) }), [21_000, 21_000, undefined]],
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
