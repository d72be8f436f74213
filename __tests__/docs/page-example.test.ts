import { expect, it } from 'vitest';
import { readExamples } from './page-example.ts';

const fence = '```';
const block = (...lines: string[]): string => `${fence}python\n${lines.join('\n')}\n${fence}\n`;

it('groups the blocks of a heading by the database that each is for', () => {
  const page = [
    '## Example\n\n### Bad\n',
    block('def upgrade():', '    pass'),
    block('# on mysql, mariadb', '# versions/a0.py (on main)', 'revision = "a0"', '# versions/b1.py', 'revision = "b1"'),
    block('# models.py', 'class A: ...'),
    '### Good\n',
    block('# on sqlite', 'good = 1'),
    '### Bad\n',
    block('# on sqlite', 'bad = 1'),
    '## When to switch it off\n',
    block('# on sqlite', 'no = "example"'),
  ].join('\n');

  const family = ['# versions/a0.py (on main)\nrevision = "a0"\n', '# versions/b1.py\nrevision = "b1"\n', '# models.py\nclass A: ...\n'];
  expect(readExamples(page, 'Bad')).toEqual([
    { dialect: 'postgresql', blocks: ['def upgrade():\n    pass\n'] },
    { dialect: 'mysql', blocks: family },
    { dialect: 'mariadb', blocks: family },
    { dialect: 'sqlite', blocks: ['bad = 1\n'] },
  ]);
  expect(readExamples(page, 'Good')).toEqual([{ dialect: 'sqlite', blocks: ['good = 1\n'] }]);
  expect(() => readExamples('### Bad\n```python\n# on oracle\n```', 'Bad')).toThrow('a page has an example `# on oracle`, which is no dialect');
});
