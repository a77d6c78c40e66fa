import { expect, it } from 'vitest';
import { aMember } from '../a-group.test-kit';
import { factsOf, type Fact } from './facts';

const copy = aMember();
const original = aMember({
  fileId: 1,
  isKeeper: true,
  size: 3_100_000,
  picture: copy.picture && { ...copy.picture, width: 4032, height: 3024, sharpness: 418, hasLocation: true },
});

function factOf(facts: readonly Fact[], id: string): Fact {
  const found = facts.find((fact) => fact.id === id);
  if (!found) throw new Error(`no fact ${id}`);
  return found;
}

it('sets each value against the keeper, and the better ones apart', () => {
  const facts = factsOf([original, copy]);
  expect(factOf(facts, 'pixels').cells).toEqual([
    { text: '4032 × 3024', isBetter: true, delta: '', beatsKeeper: false },
    { text: '2016 × 1512', isBetter: false, delta: '¼ of the pixels', beatsKeeper: false },
  ]);
  expect(factOf(facts, 'sharpness').cells[1]).toMatchObject({ text: '41', delta: '377 less sharp' });
  expect(factOf(facts, 'size').cells[1]).toMatchObject({ text: '600 kB', delta: '−2.5 MB' });
});

it('takes a larger file for the better one only where both were saved in the same way', () => {
  const size = (facts: readonly Fact[]): boolean => factOf(facts, 'size').cells.some((cell) => cell.isBetter);
  const png = aMember({ size: 9_000_000, picture: copy.picture && { ...copy.picture, format: 'png' } });
  expect(size(factsOf([original, copy]))).toBe(true);
  expect(size(factsOf([original, png]))).toBe(false);
});

it('says what is the same, and calls none of it better', () => {
  const taken = factOf(factsOf([original, copy]), 'taken');
  expect(taken.cells[1]?.delta).toBe('same');
  expect(taken.cells.some((cell) => cell.isBetter)).toBe(false);
});

it('points at a copy that is better than the keeper', () => {
  const facts = factsOf([copy, original]);
  expect(factOf(facts, 'sharpness').cells[1]).toMatchObject({ isBetter: true, beatsKeeper: true, delta: '377 sharper' });
  expect(factOf(facts, 'pixels').cells[1]).toMatchObject({ beatsKeeper: true, delta: '4× the pixels' });
});

it('calls neither a smaller copy sharper for its steeper edges, nor one for its grain', () => {
  const sharpness = (...members: Parameters<typeof factsOf>[0]) => factOf(factsOf(members), 'sharpness').cells;
  const thumbnail = aMember({ picture: copy.picture && { ...copy.picture, width: 504, height: 378, sharpness: 900 } });
  expect(sharpness(original, thumbnail)).toEqual([
    { text: '418', isBetter: false, delta: '', beatsKeeper: false },
    { text: '900', isBetter: false, delta: 'smaller, not sharper', beatsKeeper: false },
  ]);
  expect(sharpness(thumbnail, original)[1]).toMatchObject({ isBetter: false, delta: 'larger, not softer' });
  const grainy = aMember({ picture: copy.picture && { ...copy.picture, sharpness: 3_900, grain: 14 } });
  expect(sharpness(copy, grainy)[1]).toMatchObject({ isBetter: false, beatsKeeper: false, delta: 'more grain, not sharper' });
  expect(sharpness(grainy, copy)[1]).toMatchObject({ isBetter: false, delta: 'less grain, not softer' });
});

it('leaves out what is known of none, and marks what is known of some', () => {
  const unread = aMember({ picture: copy.picture && { ...copy.picture, sharpness: null, takenAt: null } });
  const facts = factsOf([original, unread]);
  expect(factOf(facts, 'sharpness').cells.map((cell) => cell.text)).toEqual(['418', '–']);
  expect(factOf(facts, 'taken').cells[0]?.isBetter).toBe(true);
  expect(facts.some((fact) => fact.id === 'pages')).toBe(false);
});

it('knows documents by their pages and text', () => {
  const pdf = aMember({ picture: null, document: { pageCount: 3, textLength: 1200, isByOcr: false } });
  const scan = aMember({ picture: null, document: { pageCount: 2, textLength: 1180, isByOcr: true } });
  const facts = factsOf([pdf, scan]);
  expect(factOf(facts, 'pages').cells[1]?.delta).toBe('1 fewer');
  expect(factOf(facts, 'ocr').cells[0]).toMatchObject({ text: 'its own', isBetter: true });
  expect(factOf(facts, 'size').cells.some((cell) => cell.isBetter)).toBe(false);
});
