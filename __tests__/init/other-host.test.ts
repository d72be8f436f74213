import { expect, test } from 'vitest';
import { isOtherHost } from '../../src/init/other-host.ts';

test('hosts by their names', () => {
  const hosts = ['gitlab.com', 'gitlab.example.org', 'mygitlab.example.org', 'git-lab.example.org', 'bitbucket.org', 'github.com', 'github.example.org', 'git.example.org'];
  expect(hosts.filter(isOtherHost)).toEqual(['gitlab.com', 'gitlab.example.org', 'mygitlab.example.org', 'bitbucket.org']);
});
