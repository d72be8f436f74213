import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { UserError } from '../errors.ts';

/** Bytes that a report may have once it is unpacked. */
export const unpackedLimit = 50 * 1024 * 1024;

/**
 * The one JSON file of an artifact, as text. The archive comes from a run of strangers' code: it is read in memory and nothing of it is
 * written anywhere; anything but one plain file that ends in `.json` is refused, and unpacking ends where it becomes too much.
 * Throws a `UserError` (`bad-artifact`).
 */
export async function unpackReport(zip: Buffer, name: string): Promise<string> {
  const refuse = (what: string, cause?: unknown): UserError => new UserError('bad-artifact', { what, where: `artifact ${name}`, remedy: 'Upload the file of `json-file`, and nothing else, under this name.', cause });
  let archive: ZipFile | undefined;
  try {
    archive = await fromBufferPromise(zip, { lazyEntries: true, decodeStrings: true, strictFileNames: true, validateEntrySizes: true, autoClose: false });
    if (archive.entryCount !== 1) throw refuse(`The artifact has ${String(archive.entryCount)} files, and not one.`);
    for await (const entry of archive.eachEntry()) return await readEntry(archive, entry, refuse);
    throw refuse('The artifact has no file.');
  } catch (error) {
    // What yauzl says may quote the archive.
    throw error instanceof UserError ? error : refuse('The artifact is no archive that could be unpacked.', error);
  } finally {
    archive?.close();
  }
}

async function readEntry(archive: ZipFile, entry: Entry, refuse: (what: string) => UserError): Promise<string> {
  if (!/^[\w.-]{1,200}\.json$/.test(entry.fileName)) throw refuse('The file in the artifact has no plain name that ends in `.json`.');
  if (!entry.canDecodeFileData()) throw refuse('The file in the artifact is encrypted, or packed in a way that is not known.');
  const tooLong = `The file in the artifact has more than ${String(unpackedLimit / 1024 / 1024)} MiB unpacked.`;
  if (entry.uncompressedSize > unpackedLimit) throw refuse(tooLong);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    size += (chunk as Buffer).length;
    if (size > unpackedLimit) throw refuse(tooLong);
    chunks.push(chunk as Buffer);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw refuse('The file in the artifact is no UTF-8.');
  }
}
