import { afterEach, describe, expect, test, vi } from 'vitest';
import { DisposalRegistry } from '../../src/database/disposal.ts';
import type { ActionContext } from '../../src/github/action-context.ts';
import { fitGitea } from '../../src/github/fit-gitea.ts';
import { detectHost } from '../../src/host/detect-host.ts';
import { readOptions } from '../../src/options/read-options.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The action's context with some inputs, and what it tells the log. */
function fit(environment: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}) {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text).trim());
    return true;
  });
  const options = readOptions({ source: { get: (name) => inputs[name], describe: (name) => name }, currentDirectory: '/nonexistent', checkIds: [] });
  const host = detectHost({ GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'ada/shop', GITHUB_SERVER_URL: 'https://git.example', ...environment }, () => '{}');
  const context: ActionContext = { options, host, tools: { environment, bridgeScript: '', checkPages: '', disposals: new DisposalRegistry() } };
  const fitted = fitGitea(context);
  vi.restoreAllMocks();
  return { context, fitted, lines };
}

const gitea = { GITEA_ACTIONS: 'true' };

test('on GitHub nothing changes', () => {
  const { context, fitted, lines } = fit({});
  expect(fitted).toBe(context);
  expect(lines).toEqual([]);
});

describe('on Gitea', () => {
  test('no comment is written and no label read, and it is said why', () => {
    const { context, fitted, lines } = fit(gitea);
    expect(fitted).toEqual({ ...context, options: { ...context.options, comment: 'never', approvalLabel: undefined } });
    expect(lines).toEqual(['Pull-request comment: not written, because the API of Gitea and Forgejo is not that of GitHub. The option `markdown-file` writes its text, which a step of your own can post; `comment: never` leaves out this line.']);
  });

  test('nothing is said where no comment is wanted', () => {
    expect(fit(gitea, { comment: 'never' }).lines).toEqual([]);
  });

  test.each(['comment', 'watch'])('mode %s is refused, because it would only fail at the API', (mode) => {
    expect(() => fit(gitea, { mode })).toThrow(`\`mode: ${mode}\` works through GitHub's API, which Gitea and Forgejo do not have.`);
  });
});
