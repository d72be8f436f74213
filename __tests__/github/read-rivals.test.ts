import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openRivals } from '../../src/github/read-rivals.ts';
import { detectHost } from '../../src/host/detect-host.ts';
import type { Host } from '../../src/host/host.ts';
import type { AlembicProject } from '../../src/project/project.ts';
import type { RevisionHistory } from '../../src/revisions/history.ts';

const options = { githubToken: 'ghs_1', heads: 1 };

function detect(changes: Readonly<Record<string, string>> = {}): Host {
  const [head, base] = [{ sha: 'b'.repeat(40) }, { sha: 'a'.repeat(40), ref: 'main' }];
  return detectHost({ GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'ada/shop', GITHUB_EVENT_PATH: 'event.json', ...changes }, () => JSON.stringify({ pull_request: { number: 7, head, base } }));
}

test('on Gitea and Forgejo, whose API is another, nothing is asked', () => {
  expect(openRivals(detect(), options)).toBeTypeOf('function');
  expect(['GITEA_ACTIONS', 'FORGEJO_ACTIONS'].map((mark) => openRivals(detect({ [mark]: 'true' }), options))).toEqual([undefined, undefined]);
});

test.each<[title: string, status: number, headers: Readonly<Record<string, string>>, message: string, words: string]>([
  ['the token may not', 403, {}, 'Resource not accessible by integration', '(Resource not accessible by integration). The job needs `pull-requests: read`.'],
  ['there were too many requests', 403, { 'retry-after': '3600' }, 'You have exceeded a secondary rate limit.', '(You have exceeded a secondary rate limit.).'],
  ['the token has ended', 401, {}, 'Bad credentials', '(Bad credentials).'],
])('where %s, only a permission that is missing is named', async (_, status, headers, message, words) => {
  const server = createServer((_request, response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ message })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ask = openRivals(detect({ GITHUB_API_URL: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` }), options);
  const answer = await ask?.({} as AlembicProject, {} as RevisionHistory);
  await new Promise((resolve) => server.close(resolve));
  expect(answer).toEqual({ rivals: [], notLookedAt: [`Whether other open pull requests add colliding revisions was not looked at: GitHub did not tell ${words}`] });
});
