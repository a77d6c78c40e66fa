import { describe, expect, it } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OpenFile } from '../../kit/open-file';
import { makePdf } from '../pdf.test-kit';
import { openPdf } from './open-pdf';
import { SteadyPdf } from './steady-pdf';

/** A large file that can't be read on from some time on. */
const failing = (bytes: Uint8Array, hasFailed: (offset: number) => boolean): OpenFile =>
  ({
    size: bytes.length,
    smallBytes: null,
    readRange: async (offset: number, length: number) => {
      if (hasFailed(offset)) throw new FilemillError('file.unreadable', 'The file can no longer be read.');
      return Buffer.from(bytes.subarray(offset, offset + length));
    },
  }) as unknown as OpenFile;

const large = (): Promise<Uint8Array> =>
  makePdf((document, font) => {
    const noise = (): unknown => document.context.register(document.context.stream(Buffer.alloc(18e6, 'x')));
    const page = document.addPage();
    noise();
    page.drawText('Far from its page', { x: 50, y: 500, size: 12, font });
    noise();
  }, false);

describe('a large PDF that can no longer be read', () => {
  it('ends the opening', async () => {
    const head = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(40e6)]);
    await expect(openPdf(failing(head, (offset) => offset > 0), 'text', [])).rejects.toMatchObject({ code: 'file.unreadable' });
  });

  it('ends the work on a page', async () => {
    let hasFailed = false;
    const pdf = await SteadyPdf.open(failing(await large(), () => hasFailed), 'text', []);
    expect(pdf.pageCount).toBe(1);
    hasFailed = true;
    const read = pdf.run(async (document) => (await document.getPage(1)).getTextContent());
    await expect(read).rejects.toMatchObject({ code: 'file.unreadable' });
    await pdf.close();
  });
});
