import { expect, it } from 'vitest';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { rereadingOf } from './rereading';

const detail = (part: object): FileDetail =>
  ({ row: { id: 7, name: 'fax.png', isPresent: true, state: 'done' }, report: { kind: 'image' }, textLength: 0, ...part }) as unknown as FileDetail;

it('offers pictures without text to be read whatever is seen in them', () => {
  expect(rereadingOf(detail({}))).toMatchObject({ files: [{ id: 7 }], languages: null, isAlways: true });
});

it('keeps to the languages of the reading before', () => {
  const read = detail({ report: { kind: 'document', format: 'pdf', ocr: { languages: ['deu'] } }, textLength: 12 });
  expect(rereadingOf(read)).toMatchObject({ languages: ['deu'], isAlways: false });
});

it('offers nothing for other kinds, for what is gone, or is being read', () => {
  expect(rereadingOf(detail({ report: { kind: 'document', format: 'word' } }))).toBeNull();
  expect(rereadingOf(detail({ report: null }))).toBeNull();
  expect(rereadingOf(detail({ row: { id: 7, name: 'fax.png', isPresent: false, state: 'done' } }))).toBeNull();
  expect(rereadingOf(detail({ row: { id: 7, name: 'fax.png', isPresent: true, state: 'inProgress' } }))).toBeNull();
});
