import { expect, it } from 'vitest';
import { formatMoment } from '../../format/time';
import { metadataFacts } from './metadata-facts';

it('names every fact in plain words', () => {
  expect(metadataFacts({ hasXfa: false, isSigned: true, author: '(anonymous)', producer: '(unspecified)' })).toEqual([
    ['XFA form, an old kind', 'No'],
    ['Signed', 'Yes'],
    ['Author', 'Not given'],
    ['PDF made by', 'Not given'],
  ]);
});

it('says in words what a document says of itself', () => {
  const created = '2026-03-01T09:30:00.000Z';
  expect(
    metadataFacts({ title: 'Lease', creationDate: created, encrypted: true, outlineCount: 0, hasJavaScript: true, hyperlinkBase: 'x', subject: '2026-13-99T99:99' }),
  ).toEqual([
    ['Title', 'Lease', 'value'],
    ['Created', formatMoment(Date.parse(created))],
    ['Encrypted', 'Yes'],
    ['JavaScript', 'Yes, never run'],
    ['Hyperlink base', 'x', 'both'],
    ['Subject', '2026-13-99T99:99', 'value'],
  ]);
});
