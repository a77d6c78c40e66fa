import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import { WordSheet } from './word-sheet';

vi.mock('../../../parts/use-size', () => ({ useSize: () => ({ width: 409, height: 300 }) }));

const html = `${'ab'.repeat(32)}.html`;
const section = { startType: 'newPage', orientation: 'portrait', pageWidth: 595, pageHeight: 842 };
const detail = {
  row: { name: 'letter.docx' },
  report: { kind: 'document', format: 'word', sections: [section] },
} as unknown as FileDetail;

/** As markup, so that nothing tries to load the frame. */
function drawn(shown: string | null): HTMLElement {
  const page = document.implementation.createHTMLDocument().createElement('div');
  page.innerHTML = renderToStaticMarkup(<WordSheet detail={detail} html={shown} />);
  return page;
}

it('shows a document in a frame that may do nothing, as wide as its page and made smaller to fit', () => {
  const page = drawn(html);
  const frame = page.querySelector('iframe');
  expect(frame?.title).toBe('Preview of letter.docx');
  expect(frame?.getAttribute('src')).toBe(`fm://artifact/${html}`);
  expect(frame?.getAttribute('sandbox')).toBe('');
  expect(frame?.getAttribute('style')).toMatch(/^width:817px;.*transform:scale\(0\.50/);
  expect(page.textContent).toContain('50 %');
});

it('shows no frame before there is a page', () => {
  const page = drawn(null);
  expect(page.querySelector('iframe')).toBeNull();
  expect(page.querySelector('[role=status]')?.getAttribute('aria-label')).toBe('Preparing the preview');
});
