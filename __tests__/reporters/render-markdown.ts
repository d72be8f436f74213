import rehypeRaw from 'rehype-raw';
import remarkGfm from 'remark-gfm';
import remarkGithub from 'remark-github';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/** A piece of the page that a comment becomes. */
export interface PageNode {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly children?: readonly PageNode[];
}

const renderer = unified()
  .use(remarkParse)
  .use(remarkGfm)
  // Mentions, issues and commits become links, as GitHub makes them.
  .use(remarkGithub, { repository: 'ada/shop' })
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw);

/** The page that GitHub's flavour of Markdown makes of a text, its HTML parsed as a browser does; nothing is sanitized away. */
export function renderMarkdown(text: string): PageNode {
  return renderer.runSync(renderer.parse(text));
}

/** Every piece of a page, with those it lies in, outermost first. */
export function walkPage(node: PageNode, above: readonly PageNode[] = []): { readonly node: PageNode; readonly above: readonly PageNode[] }[] {
  return [{ node, above }, ...(node.children ?? []).flatMap((child) => walkPage(child, [...above, node]))];
}

/** The text that a reader sees. */
export function readPage(node: PageNode): string {
  return node.type === 'text' ? (node.value ?? '') : (node.children ?? []).map(readPage).join('');
}
