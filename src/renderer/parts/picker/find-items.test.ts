import { expect, it } from 'vitest';
import { findItems } from './find-items';

const groups = [
  { title: 'File', items: [{ id: 'name', label: 'Name' }, { id: 'size', label: 'Size', hint: 'in bytes' }] },
  { title: 'Text', items: [{ id: 'ocr.confidence', label: 'OCR confidence' }] },
];

it('finds all words in label, id, hint or group, and drops empty groups', () => {
  expect(findItems(groups, '  ')).toBe(groups);
  expect(findItems(groups, 'BYTES file')).toEqual([{ title: 'File', items: [{ id: 'size', label: 'Size', hint: 'in bytes' }] }]);
  expect(findItems(groups, 'ocr.conf')).toEqual([groups[1]]);
  expect(findItems(groups, 'text')).toEqual([groups[1]]);
  expect(findItems(groups, 'nothing')).toEqual([]);
});
