import { expect, it } from 'vitest';
import { renderOrigin } from '../../src/reporters/render-origin.ts';

const origin = { runUrl: 'https://github.com/octo/shop/actions/runs/7', conclusion: 'failure', isFork: true, unfounded: 0 };

it('says where a report is from, and that it is no verdict', () => {
  expect(renderOrigin(origin)).toBe(
    '> ℹ️ Written from the report of [a run](https://github.com/octo/shop/actions/runs/7) on a pull request from a fork, whose own code could have it say anything. What counts is the check of that run, which ended with **failure**.',
  );
  expect(renderOrigin({ ...origin, conclusion: undefined, isFork: false })).toBe(
    "> ℹ️ Written from the report of [a run](https://github.com/octo/shop/actions/runs/7) on a pull request of Dependabot's, whose own code could have it say anything. What counts is the check of that run.",
  );
  expect(renderOrigin({ ...origin, conclusion: '**x** @ada' })).toContain('**\\*\\*x\\*\\* @&#8203;ada**.');
});

it('says what the report calls agreed to and is not', () => {
  const claimed = (unfounded: number): string | undefined => renderOrigin({ ...origin, unfounded }).split('\n>\n')[1];
  expect(claimed(1)).toBe('> ⚠️ The report calls 1 finding agreed to that is not, as GitHub has the label: it is shown with the usual severity of its check, because the report does not have the real one.');
  expect(claimed(2)).toBe('> ⚠️ The report calls 2 findings agreed to that are not, as GitHub has the label: they are shown with the usual severity of their checks, because the report does not have the real one.');
});
