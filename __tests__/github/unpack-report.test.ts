import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { unpackedLimit, unpackReport } from '../../src/github/unpack-report.ts';
import { makeZip } from '../integration/make-zip.ts';

const good = { name: 'alembic-gate.json', bytes: '{"a":"ü漢"}' };
const remedy = 'Upload the file of `json-file`, and nothing else, under this name.';

async function refuse(zip: Buffer): Promise<string> {
  const error: unknown = await unpackReport(zip, 'alembic-gate').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  const { code, what, where, remedy: said } = error as UserError;
  expect([code, where, said]).toEqual(['bad-artifact', 'artifact alembic-gate', remedy]);
  return what;
}

describe('unpackReport', () => {
  it.each([8, 0])('gives the text of the one JSON file (method %i)', async (method) => {
    expect(await unpackReport(makeZip([{ ...good, method }]), 'alembic-gate')).toBe('{"a":"ü漢"}');
  });

  const noName = 'The file in the artifact has no plain name that ends in `.json`.';
  const noArchive = 'The artifact is no archive that could be unpacked.';
  it.each([
    ['no archive', Buffer.from('{"a": 1}'), noArchive],
    ['nothing at all', Buffer.alloc(0), noArchive],
    ['half of one', makeZip([good]).subarray(0, 60), noArchive],
    ['one whose end is another', Buffer.concat([makeZip([good]), Buffer.alloc(40)]), noArchive],
    ['no file', makeZip([]), 'The artifact has 0 files, and not one.'],
    ['two files', makeZip([good, { name: 'b.json', bytes: '{}' }]), 'The artifact has 2 files, and not one.'],
    ['the same file twice', makeZip([good, good]), 'The artifact has 2 files, and not one.'],
    ['a file of another kind', makeZip([{ ...good, name: 'report.yaml' }]), noName],
    ['a file in a folder', makeZip([{ ...good, name: 'out/report.json' }]), noName],
    ['a folder', makeZip([{ name: 'report.json/', bytes: '' }]), noName],
    ['a path upwards', makeZip([{ ...good, name: '../report.json' }]), noArchive],
    ['a path from the root', makeZip([{ ...good, name: '/etc/report.json' }]), noArchive],
    ['a path of Windows', makeZip([{ ...good, name: 'C:\\report.json' }]), noArchive],
    ['a name with a nul', makeZip([{ ...good, name: 'report.json\0.json' }]), noName],
    ['a name with markup', makeZip([{ ...good, name: '<img src=x>.json' }]), noName],
    ['a name that is too long', makeZip([{ ...good, name: `${'a'.repeat(300)}.json` }]), noName],
    ['an encrypted file', makeZip([{ ...good, isEncrypted: true }]), 'The file in the artifact is encrypted, or packed in a way that is not known.'],
    ['another way of packing', makeZip([{ ...good, method: 12 }]), 'The file in the artifact is encrypted, or packed in a way that is not known.'],
    ['more bytes than it says', makeZip([{ ...good, statedSize: 3 }]), noArchive],
    ['fewer bytes than it says', makeZip([{ ...good, statedSize: 4000 }]), noArchive],
    ['no UTF-8', makeZip([{ ...good, bytes: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }]), 'The file in the artifact is no UTF-8.'],
    ['more than is unpacked', makeZip([{ ...good, bytes: Buffer.alloc(unpackedLimit + 1, ' ') }]), 'The file in the artifact has more than 50 MiB unpacked.'],
    ['more than is unpacked, and says otherwise', makeZip([{ ...good, bytes: Buffer.alloc(unpackedLimit + 1, ' '), statedSize: 100 }]), noArchive],
  ])('refuses %s', async (_, zip, what) => {
    expect(await refuse(zip)).toBe(what);
  });
});
