import { expect, it } from 'vitest';
import { aMember } from '../a-group.test-kit';
import { describePair } from './describe-pair';

const dull = aMember({ fileId: 1, name: 'left.jpg' });
const sharp = aMember({ name: 'right.jpg', picture: dull.picture && { ...dull.picture, sharpness: 118 } });

it('says which of two pictures is sharper, and by how much', () => {
  expect(describePair(dull, sharp)).toBe('Left is left.jpg, right is right.jpg. Right is sharper, 41 to 118; re-saved.');
  expect(describePair(sharp, { ...dull, relation: '' })).toContain('Right is less sharp, 118 to 41.');
});

it('says when nothing differs', () => {
  expect(describePair(dull, { ...dull, relation: '' })).toContain('Right is the same.');
});
