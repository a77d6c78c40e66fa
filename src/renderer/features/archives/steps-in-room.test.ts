import { expect, it } from 'vitest';
import { stepsInRoom } from './steps-in-room';

it('shows a way in full where it fits', () => {
  expect(stepsInRoom(5, 500)).toEqual({ before: 5, after: 5 });
  expect(stepsInRoom(5, 0)).toEqual({ before: 5, after: 5 });
});

it('leaves out the middle of a longer one, and never its ends', () => {
  expect(stepsInRoom(11, 500)).toEqual({ before: 1, after: 8 });
  expect(stepsInRoom(4, 100)).toEqual({ before: 1, after: 3 });
});
