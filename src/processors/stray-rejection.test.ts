import { expect, it } from 'vitest';
import { loadPdfjs } from './document/pdf/load-pdfjs';
import { isStrayRejection } from './stray-rejection';

it("forgives the PDF library's own exceptions only", async () => {
  const { pdfjs } = await loadPdfjs();
  expect(isStrayRejection(new pdfjs.InvalidPDFException('x'))).toBe(true);
  expect(isStrayRejection(new Error('ours'))).toBe(false);
  expect(isStrayRejection('text')).toBe(false);
});
