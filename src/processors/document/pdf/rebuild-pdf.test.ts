import { expect, it } from 'vitest';
import { rebuildPdf } from './rebuild-pdf';

it('makes a page tree for a file of very many objects', () => {
  const objects = Array.from({ length: 200_000 }, (_, i) => `${i + 2} 0 obj\n<<>>\nendobj\n`).join('');
  const rebuilt = rebuildPdf(Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n${objects}`));
  expect(rebuilt?.toString('latin1')).toContain('200002 0 obj\n<< /Type /Catalog /Pages 200003 0 R >>');
});

it('takes no object for part of the one before', () => {
  const rebuilt = rebuildPdf(Buffer.from('%PDF-1.4\n1 0 obj\n<< /Length 5\n2 0 obj\n<< /Type /Page >>\nendobj\n'));
  expect(rebuilt?.toString('latin1')).toContain('/Kids [2 0 R]');
});
