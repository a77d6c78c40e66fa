import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Processor } from '../../kit/processor';
import { makePdf, PdfFixture } from '../pdf.test-kit';
import { processor as second } from '../pdfium/index';
import { processor } from './index';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const locked = async (options: Parameters<PDFDocument['encrypt']>[0]): Promise<Uint8Array> => {
  const document = await PDFDocument.load(await makePdf((made, font) => made.addPage().drawText('A secret', { x: 50, y: 500, size: 12, font })));
  document.encrypt(options);
  return document.save();
};
const readWith = (engine: Processor, bytes: Uint8Array, passwords: string[]) =>
  fixture.withFile(bytes, (file, recognised) => engine.read(file, recognised, { ...fixture.context, passwords }));

describe.each([
  ['pdfjs', processor],
  ['pdfium', second],
])('a locked document read by %s', (_name, engine) => {
  it('opens with the one of the known passwords that fits', async () => {
    const bytes = await locked({ userPassword: 'harbour', ownerPassword: 'quay' });
    for (const password of ['harbour', 'quay']) {
      const reading = await readWith(engine, bytes, ['wrong', password]);
      expect(reading).toMatchObject({ text: 'A secret', report: { metadata: { encrypted: true } } });
    }
  });

  it('waits for a password when none fits, and says where to enter it', async () => {
    const bytes = await locked({ userPassword: 'harbour', ownerPassword: 'quay' });
    for (const passwords of [[], ['wrong', 'wrong too']]) {
      await expect(readWith(engine, bytes, passwords)).rejects.toMatchObject({
        code: 'file.needsPassword',
        hint: 'Enter its password in Filemill, or save it without one and put it here again.',
      });
    }
  });

  it('opens by itself when only the owner has a password, and tells what is allowed', async () => {
    const bytes = await locked({ ownerPassword: 'quay', permissions: { printing: false, copying: false, modifying: true } });
    const { report, text } = await readWith(engine, bytes, []);
    expect(text).toBe('A secret');
    expect(report).toMatchObject({ metadata: { encrypted: true, printingAllowed: false, copyingAllowed: false, changingAllowed: true } });
  });
});

it('gives pictures and places of a locked document too', async () => {
  const bytes = await locked({ userPassword: 'harbour', ownerPassword: 'quay' });
  const context = { ...fixture.context, passwords: ['harbour'] };
  expect((await fixture.layoutOf(processor, bytes, 1, context)).lines).toHaveLength(1);
  const raster = await fixture.withFile(bytes, async (file, recognised) => processor.raster?.(file, recognised, 1, 1e6, context));
  expect(raster?.data.some((value) => value < 128)).toBe(true);
});
