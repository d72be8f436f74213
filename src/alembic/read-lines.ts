import type { Readable } from 'node:stream';

/** Longer than any true answer; a line of a hostile process must not fill our memory. */
const lineLimitBytes = 64 * 1024 * 1024;

export interface LineListener {
  readonly onLine: (line: string) => void;
  /** Called once; nothing is read after it. */
  readonly onTooLong: () => void;
}

/** Splits what a stream brings into lines of UTF-8, and gives up on a line that has no end. */
export function readLines(stream: Readable, { onLine, onTooLong }: LineListener): void {
  let parts: Buffer[] = [];
  let length = 0;
  const read = (chunk: Buffer): void => {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, end));
      onLine(Buffer.concat(parts).toString('utf8'));
      parts = [];
      length = 0;
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    if (rest.length === 0) return;
    parts.push(rest);
    length += rest.length;
    if (length <= lineLimitBytes) return;
    stream.off('data', read);
    parts = [];
    onTooLong();
  };
  stream.on('data', read);
}
