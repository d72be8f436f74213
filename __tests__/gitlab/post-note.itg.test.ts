import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderNote } from '../../src/gitlab/deliver-note.ts';
import { postNote } from '../../src/gitlab/post-note.ts';
import type { NoteRequest } from '../../src/gitlab/post-note.ts';
import { writeMarker } from '../../src/reporters/pull-request-comment.ts';
import { readRunMark, summarizeReport } from '../../src/reporters/run-mark.ts';
import type { RunMark } from '../../src/reporters/run-mark.ts';
import { reports } from '../reports/reports.ts';
import { project, startGitLab } from './gitlab-stand-in.ts';
import type { GitLabStandIn } from './gitlab-stand-in.ts';

const [first, second] = ['a'.repeat(40), 'b'.repeat(40)];
const marker = writeMarker('default');
const list = 'activity_filter=only_comments&sort=asc&order_by=created_at&per_page=50&page=';
const notesAt = `/projects/5/merge_requests/12/notes`;
const urlOf = (id: number): string => `https://gitlab.example/shop/api/-/merge_requests/12#note_${String(id)}`;

let gitLab: GitLabStandIn;
beforeEach(async () => {
  gitLab = await startGitLab();
});
afterEach(() => gitLab.close());

const run = (words: Partial<RunMark> = {}): RunMark => ({ head: first, run: 7, attempt: 1, began: '2026-11-21T12:00:00.000Z', ...summarizeReport(reports['failing']!), ...words });

function describeNote(words: Partial<NoteRequest> & { readonly report?: keyof typeof reports } = {}): NoteRequest {
  const { report = 'failing', ...rest } = words;
  const mark = 'mark' in rest ? rest.mark : run();
  const body = renderNote(reports[report]!, { key: 'default', links: `${project.url}/-/blob/${first}`, mark });
  return { mergeRequest: { iid: project.iid, projectId: project.id, projectUrl: project.url, apiUrl: gitLab.apiUrl, isFork: false }, token: 'glpat-gate', marker, body, mark, mayCreate: true, ...rest };
}

const post = (words?: Parameters<typeof describeNote>[0]): ReturnType<typeof postNote> => postNote(describeNote(words));

describe('the note', () => {
  test('is created, left alone where it says the same, and updated where it does not', async () => {
    expect(await post()).toEqual({ outcome: 'created', url: urlOf(301) });
    expect(gitLab.notes.map(({ body, author }) => [author.id, body.split('\n')[0]])).toEqual([[40, marker]]);
    expect(await post({ mark: run({ run: 8, began: '2026-11-21T12:05:00.000Z' }) })).toEqual({ outcome: 'unchanged', url: urlOf(301) });
    expect(await post({ report: 'clean', mark: run({ run: 9, began: '2026-11-21T12:10:00.000Z' }) })).toEqual({ outcome: 'updated', url: urlOf(301) });
    expect(gitLab.notes).toHaveLength(1);
    expect(gitLab.notes[0]?.body).toContain('## ✅ Alembic Gate: passed');
    const find = ['GET /user', `GET ${notesAt}?${list}1`];
    expect(gitLab.requests).toEqual([...find, `POST ${notesAt}`, ...find, ...find, `PUT ${notesAt}/301`]);
  });

  test('is found behind three hundred others, of which one has its first line and another author', async () => {
    for (let index = 0; index < 300; index += 1) gitLab.addNote(index, index === 120 ? `${marker}\n\nnot ours` : `note ${String(index)}`);
    const ours = gitLab.addNote(40, `${marker}\n\nolder text`);
    expect(await post()).toEqual({ outcome: 'updated', url: urlOf(ours.id) });
    expect(gitLab.requests.filter((line) => line.includes('?'))).toEqual([1, 2, 3, 4, 5, 6, 7].map((page) => `GET ${notesAt}?${list}${String(page)}`));
    expect(gitLab.notes[120]?.body).toBe(`${marker}\n\nnot ours`);
  });

  test('of another key is another note', async () => {
    await post();
    await post({ marker: writeMarker('billing'), body: `${writeMarker('billing')}\n\ntext` });
    expect(gitLab.notes).toHaveLength(2);
  });

  test('is not created where there is nothing to say, and corrected where there was', async () => {
    expect(await post({ mayCreate: false })).toEqual({ outcome: 'not-wanted', url: undefined });
    await post();
    expect(await post({ mayCreate: false, report: 'clean' })).toMatchObject({ outcome: 'updated' });
  });

  test('of a huge report and of a hostile one is taken', async () => {
    await post({ report: 'huge' });
    await post({ report: 'hostile' });
    expect(gitLab.notes).toHaveLength(1);
  });

  test('that is too long is shortened, and says why', () => {
    const many = { ...reports['huge']!, findings: Array.from({ length: 2 }, () => reports['huge']!.findings).flat() };
    const body = renderNote(many, { key: 'default', links: undefined, mark: undefined });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(250_000);
    expect(body).toContain('> **Shortened**, because GitLab is slow to show what is longer: left out are ');
  });
});

describe('two jobs', () => {
  const older = run({ run: 6, began: '2026-11-21T11:00:00.000Z' });

  test('of one commit: the one that began later has the last word', async () => {
    await post();
    expect(await post({ report: 'clean', mark: older })).toEqual({ outcome: 'outdated', url: urlOf(301) });
    expect(gitLab.requests).not.toContain('GET /projects/5/merge_requests/12');
  });

  test('of two commits: the one of the merge request’s head has it, whichever was run last', async () => {
    gitLab.head = second;
    await post({ mark: run({ head: second, run: 8, began: '2026-11-21T12:30:00.000Z' }) });
    expect(await post({ report: 'clean', mark: run({ run: 9, began: '2026-11-21T13:00:00.000Z' }) })).toMatchObject({ outcome: 'outdated' });
    gitLab.head = first;
    expect(await post({ report: 'clean', mark: run({ run: 9, began: '2026-11-21T13:00:00.000Z' }) })).toMatchObject({ outcome: 'updated' });
  });

  test('of two commits that say the same: the note is of the newer one then, and the older has no say any more', async () => {
    await post();
    gitLab.head = second;
    expect(await post({ mark: run({ head: second, run: 8, began: '2026-11-21T12:30:00.000Z' }) })).toMatchObject({ outcome: 'updated' });
    expect(readRunMark(gitLab.notes[0]?.body ?? '')).toMatchObject({ head: second, run: 8 });
    expect(await post({ report: 'clean', mark: run({ run: 9, began: '2026-11-21T13:00:00.000Z' }) })).toMatchObject({ outcome: 'outdated' });
  });

  test('of which one does not know what it is: it writes', async () => {
    await post();
    expect(await post({ report: 'clean', mark: undefined })).toMatchObject({ outcome: 'updated' });
  });
});

describe('a request that fails', () => {
  test('is made again after a while, with all that came before', async () => {
    gitLab.faults.push({ on: /^GET .user/, fault: { status: 502, body: '<html>Bad gateway</html>' } }, { on: /^POST/, fault: { status: 429, headers: { 'retry-after': '1' } } });
    expect(await post()).toMatchObject({ outcome: 'created' });
    expect(gitLab.requests.map((line) => line.split('?')[0])).toEqual(['GET /user', 'GET /user', `GET ${notesAt}`, `POST ${notesAt}`, 'GET /user', `GET ${notesAt}`, `POST ${notesAt}`]);
    expect(gitLab.notes).toHaveLength(1);
  });

  test('after it was carried out leaves one note', async () => {
    gitLab.faults.push({ on: /^POST/, fault: { reset: 'after' } });
    expect(await post()).toEqual({ outcome: 'unchanged', url: urlOf(301) });
    expect(gitLab.notes).toHaveLength(1);
  });

  test('three times is given up, with what to do', async () => {
    gitLab.faults.push(...[1, 2, 3].map(() => ({ on: /^GET .user/, fault: { reset: 'before' } as const })));
    await expect(post()).rejects.toMatchObject({ code: 'no-comment', what: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/v4 did not take the merge-request note, tried three times \(.+\)\.$/) as string });
    expect(gitLab.requests).toEqual(['GET /user', 'GET /user', 'GET /user']);
  });

  const stands = 'Verdict and report files do not depend on it.';
  test.each<[title: string, prepare: () => Partial<NoteRequest>, what: string, remedy: string]>([
    [
      'a token that GitLab does not know',
      () => ({ token: 'glpat-old' }),
      'GitLab does not know the token (401: 401 Unauthorized), so the merge-request note was not written.',
      'It may be revoked or have expired: set ALEMBIC_GATE_GITLAB_TOKEN to a valid one.',
    ],
    [
      'a token that may only read',
      () => ({ token: 'glpat-reader' }),
      'GitLab did not let the token write the merge-request note (403: 403 Forbidden).',
      'The token needs the scope `api`, and its account at least the role Reporter in the project of the merge request.',
    ],
    [
      'a token without the scope',
      () => {
        gitLab.faults.push({ on: /^POST/, fault: { status: 403, body: '{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"api"}' } });
        return {};
      },
      'GitLab did not let the token write the merge-request note (403: The request requires higher privileges than provided by the access token.).',
      'The token needs the scope `api`, and its account at least the role Reporter in the project of the merge request.',
    ],
    [
      'a project that the token does not see',
      () => ({ mergeRequest: { ...describeNote().mergeRequest, projectId: 'secret/shop' } }),
      'GitLab did not let the token write the merge-request note (404: 404 Project Not Found).',
      'The token needs the scope `api`, and its account at least the role Reporter in the project of the merge request.',
    ],
    [
      'too many requests for minutes',
      () => {
        gitLab.faults.push({ on: /^POST/, fault: { status: 429, headers: { 'retry-after': '600' } } });
        return {};
      },
      'GitLab takes no more requests from this token for now (429), so the merge-request note was not written.',
      'Run the job again later.',
    ],
    [
      'a text that GitLab refuses',
      () => {
        gitLab.faults.push({ on: /^POST/, fault: { status: 400, body: '{"message":{"note":["is \\u0000 too\\nlong"]}}' } });
        return {};
      },
      'GitLab did not take the merge-request note (400: {"note":["is \\u0000 too\\nlong"]}).',
      'Mend what it says and run the job again, or set `comment: never`.',
    ],
  ])('%s: it is said what to do', async (_, prepare, what, remedy) => {
    await expect(post(prepare())).rejects.toMatchObject({ code: 'no-comment', what, remedy: `${remedy} ${stands}` });
  });

  test('the token goes nowhere else', async () => {
    const seen: unknown[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(request.headers);
      response.end('{}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    gitLab.faults.push({ on: /^GET .user/, fault: { status: 302, headers: { location: `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/user` } } });
    await expect(post()).rejects.toMatchObject({ what: expect.stringContaining('sent us elsewhere (302), where the token must not go') as string });
    await new Promise((resolve) => elsewhere.close(resolve));
    expect(seen).toEqual([]);
  });

  test.each([
    ['is no JSON', 'hello', 'the answer is no JSON'],
    ['is no list', '{"notes":[]}', 'the answer is no list of notes'],
  ])('an answer that %s is none', async (_, body, what) => {
    gitLab.faults.push({ on: /notes\?/, fault: { status: 200, body } });
    await expect(post()).rejects.toMatchObject({ code: 'no-comment', what: `GitLab did not take the merge-request note (200: ${what}).` });
    expect(gitLab.notes).toEqual([]);
  });

  test('a note of another form is nobody’s', async () => {
    gitLab.faults.push({ on: /notes\?/, fault: { status: 200, body: JSON.stringify([null, 7, {}, { id: 'x', body: marker, author: { id: 40 } }, { id: 1, body: marker, author: null }]) } });
    expect(await post()).toMatchObject({ outcome: 'created' });
  });
});
