import { expect, it } from 'vitest';
import { FACTS } from '../../../../shared/model/fact';
import { FACT_GROUPS, factTitle, isOpenFact, needOf } from './fact-groups';

it('offers every fact once', () => {
  const offered = FACT_GROUPS.flatMap(({ facts }) => facts);
  expect(offered.toSorted()).toEqual(Object.keys(FACTS).toSorted());
});

it('names facts as they stand at the head of a row', () => {
  expect(factTitle('pages')).toBe('Number of pages');
  expect(factTitle('blurry')).toBe('Whether it is blurry');
  expect(factTitle('metadata.producer')).toBe('metadata.producer');
  expect(factTitle('nonsense')).toBe('nonsense');
});

it('says what costs something', () => {
  expect(needOf('text')).toBe('may need OCR');
  expect(needOf('copies')).toBe('compared with all files');
  expect(needOf('name')).toBeNull();
});

it('knows names that files give themselves', () => {
  expect(isOpenFact('exif.LensModel')).toBe(true);
  expect(isOpenFact('exif.')).toBe(false);
  expect(isOpenFact('name')).toBe(false);
});
