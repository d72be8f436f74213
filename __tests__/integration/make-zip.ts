import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive; what is said beside its bytes is what the archive says of it, true or not. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer | string;
  /** The size unpacked that the archive states. */
  readonly statedSize?: number;
  readonly isEncrypted?: boolean;
  /** 0 stored, 8 deflated. */
  readonly method?: number;
}

/** A ZIP file as `actions/upload-artifact` makes it, or as somebody who means harm does. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, bytes, statedSize, isEncrypted = false, method = 8 } of entries) {
    const content = Buffer.from(bytes);
    const packed = method === 8 ? deflateRawSync(content) : content;
    const fileName = Buffer.from(name);
    const common = Buffer.alloc(26);
    // Needs version 2.0; names are UTF-8.
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800 | (isEncrypted ? 1 : 0), 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(0x21, 6);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(statedSize ?? content.length, 18);
    common.writeUInt16LE(fileName.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, fileName, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, fileName]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
