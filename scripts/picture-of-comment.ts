/**
 * Draws a pull-request comment as GitHub shows it: GitHub's Markdown and its style sheet, in Chromium.
 *
 *   node scripts/picture-of-comment.ts comment.md comment.png [--open]
 *
 * `comment.md` is what `--markdown-file` writes. `--open` unfolds what is folded. Needs Chromium (`CHROMIUM`, default /usr/bin/chromium).
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { marked } from 'marked';
import { chromium } from 'playwright-core';

const [from, to] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isOpen = process.argv.includes('--open');
if (from === undefined || to === undefined) throw new Error('usage: picture-of-comment.ts comment.md comment.png [--open]');

const style = await readFile(createRequire(import.meta.url).resolve('github-markdown-css/github-markdown-light.css'), 'utf8');
const body = await marked.parse(await readFile(from, 'utf8'), { gfm: true });
const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-picture-'));
try {
  const page = join(directory, 'comment.html');
  await writeFile(
    page,
    `<!doctype html><meta charset="utf-8"><style>${style}
    body { margin: 0; padding: 16px; background: #fff; }
    .comment { width: 860px; border: 1px solid #d1d9e0; border-radius: 6px; }
    .from { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; font: 14px system-ui, sans-serif; color: #59636e; }
    .from b { color: #1f2328; }
    .markdown-body { padding: 16px; font-family: system-ui, "Noto Sans", sans-serif; }
    </style><div class="comment"><div class="from"><b>github-actions</b> bot commented now</div><div class="markdown-body">${isOpen ? body.replaceAll('<details>', '<details open>') : body}</div></div>`,
  );
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
  try {
    const view = await browser.newPage({ viewport: { width: 910, height: 600 }, javaScriptEnabled: false });
    await view.goto(pathToFileURL(page).href);
    await view.screenshot({ path: to, fullPage: true });
  } finally {
    await browser.close();
  }
} finally {
  await rm(directory, { recursive: true });
}
