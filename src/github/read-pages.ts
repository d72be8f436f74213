/**
 * The items of a list of GitHub's, page by page. Ends with a page that is empty, though it may have a link to another. Throws, as for an
 * answer that failed, where a page comes a second time: following such a link would never end.
 */
export async function* readPages<T>(pages: AsyncIterable<{ readonly data: readonly T[] }>): AsyncGenerator<readonly T[]> {
  let before: string | undefined;
  for await (const { data } of pages) {
    if (data.length === 0) return;
    const page = JSON.stringify(data);
    if (page === before) throw Object.assign(new Error('The link to the next page leads to the same page again'), { status: 502 });
    before = page;
    yield data;
  }
}

/** The same, all at once. */
export async function readAllPages<T>(pages: AsyncIterable<{ readonly data: readonly T[] }>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of readPages(pages)) items.push(...page);
  return items;
}
