import { expect, it } from 'vitest';
import { judgePicture } from './judge-picture';

const good = { sharpness: 400, brightness: 120, contrast: 50 };

it('finds nothing in a good picture', () => {
  expect(judgePicture(good, 100)).toEqual({ tone: 'done', word: 'Good', flaws: [] });
});

it('names the worst flaw and keeps the others', () => {
  expect(judgePicture({ ...good, sharpness: 41, brightness: 40 }, 100)).toEqual({
    tone: 'attention',
    word: 'Blurry',
    flaws: ['blurry', 'dark'],
  });
});

it('is red for blur and near blackness only, because a scanned page is bright, too', () => {
  expect(judgePicture({ ...good, brightness: 250, contrast: 20 }, 100)).toMatchObject({ tone: 'waiting', word: 'Very bright' });
  expect(judgePicture({ ...good, brightness: 59 }, 100)).toMatchObject({ tone: 'waiting', word: 'Dark' });
  expect(judgePicture({ ...good, brightness: 29 }, 100)).toMatchObject({ tone: 'attention', word: 'Dark' });
});

it('goes by the threshold that is set', () => {
  expect(judgePicture({ ...good, sharpness: 99 }, 100)).toMatchObject({ word: 'Blurry' });
  expect(judgePicture({ ...good, sharpness: 150 }, 100)).toMatchObject({ tone: 'waiting', word: 'Rather soft' });
});

it('finds no blur where there is no edge to judge by: in one colour, or one pixel', () => {
  expect(judgePicture({ sharpness: 0, brightness: 128, contrast: 0 }, 100)).toEqual({ tone: 'ignored', word: 'Flat', flaws: [] });
  expect(judgePicture({ sharpness: 0, brightness: 0, contrast: 0 }, 100)).toMatchObject({ word: 'Dark', flaws: ['dark'] });
  expect(judgePicture({ sharpness: 3, brightness: 128, contrast: 1 }, 100).flaws).toEqual(['blurry', 'pale']);
});

it('says so when nothing was measured', () => {
  expect(judgePicture({ sharpness: null, brightness: null, contrast: null }, 100)).toMatchObject({
    tone: 'ignored',
    word: 'Not measured',
  });
});
