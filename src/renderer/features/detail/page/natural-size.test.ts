import { expect, it } from 'vitest';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { naturalSize } from './natural-size';

const detail = (kind: string, report: unknown): Pick<FileDetail, 'report' | 'row'> =>
  ({ row: { kind }, report }) as Pick<FileDetail, 'report' | 'row'>;
const layout = { width: 300, height: 600 } as PageLayout;

it('shows a page as large as on paper, from its layout or from the report', () => {
  const pdf = detail('document', { kind: 'document', format: 'pdf', pages: [{ page: 1, width: 72, height: 144 }] });
  expect(naturalSize(pdf, 1, undefined, null)).toEqual({ width: 96, height: 192 });
  expect(naturalSize(pdf, 2, layout, null)).toEqual({ width: 400, height: 800 });
});

it('guesses the size of an unknown page from the shape of its picture', () => {
  const { width, height } = naturalSize(detail('document', null), 1, undefined, { width: 100, height: 50 });
  expect(height).toBeCloseTo(width / 2);
});

it('shows a picture with its own pixels', () => {
  const image = detail('image', { kind: 'image', width: 4000, height: 3000 });
  expect(naturalSize(image, 1, layout, { width: 400, height: 300 })).toEqual({ width: 4000, height: 3000 });
});

it('takes a further page of a picture for as large as its layout says, else as the first', () => {
  const image = detail('image', { kind: 'image', width: 1728, height: 2200 });
  expect(naturalSize(image, 2, undefined, { width: 600, height: 300 })).toEqual({ width: 2200, height: 1100 });
  expect(naturalSize(image, 2, layout, { width: 60, height: 30 })).toMatchObject({ width: 300, height: 600 });
  expect(naturalSize(image, 2, undefined, null)).toMatchObject({ width: 1728, height: 2200 });
});
