import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

/** A PDF of one line that opens only with its password. */
export async function lockedPdf(text: string, password: string): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([400, 200]).drawText(text, { x: 40, y: 120, size: 18, font });
  document.encrypt({ userPassword: password, ownerPassword: `${password} of the owner` });
  return Buffer.from(await document.save({ useObjectStreams: false }));
}
