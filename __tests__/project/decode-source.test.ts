import { describe, expect, test } from 'vitest';
import { decodeSource } from '../../src/project/decode-source.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const e = '\xE9';

describe('decodeSource', () => {
  test.each<[title: string, written: Buffer, text: string]>([
    ['UTF-8 by default', Buffer.from('"é漢"'), '"é漢"'],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFF"é"'), '"é"'],
    ['UTF-8 by declaration', Buffer.from('# -*- coding: utf-8 -*-\n"é"'), '# -*- coding: utf-8 -*-\n"é"'],
    ['latin-1, as Emacs writes it', bytes(`# -*- coding: latin-1 -*-\n"${e}"`), '# -*- coding: latin-1 -*-\n"é"'],
    ['latin-1, as Vim writes it', bytes(`# vim: set fileencoding=iso_8859_1 :\n"${e}"`), '# vim: set fileencoding=iso_8859_1 :\n"é"'],
    ['in the second line', bytes(`#!/usr/bin/env python\r\n# coding=cp1252\r\n"\x80${e}"`), '#!/usr/bin/env python\r\n# coding=cp1252\r\n"€é"'],
    ['in the second line below an empty one', bytes(`\n# coding: latin-1\n"${e}"`), '\n# coding: latin-1\n"é"'],
    ['not below code', bytes(`import os\n# coding: latin-1\n"${e}"`), 'import os\n# coding: latin-1\n"\uFFFD"'],
    ['not in the third line', bytes(`#\n#\n# coding: latin-1\n"${e}"`), '#\n#\n# coding: latin-1\n"\uFFFD"'],
    ['not in code', bytes(`coding = "latin-1"\n"${e}"`), 'coding = "latin-1"\n"\uFFFD"'],
    ['Cyrillic', bytes('# coding: KOI8-R\n"\xC1"'), '# coding: KOI8-R\n"а"'],
    ['Japanese', bytes('# coding: cp932\n"\x88\x9F"'), '# coding: cp932\n"亜"'],
    ['an encoding that is not known', Buffer.from('# coding: rot13\n"é"'), '# coding: rot13\n"é"'],
    ['nothing', Buffer.from(''), ''],
  ])('%s', (_, written, text) => {
    expect(decodeSource(written)).toBe(text);
  });
});
