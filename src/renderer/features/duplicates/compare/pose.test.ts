import { expect, it } from 'vitest';
import { poseFor, posedSize, turnPose, UPRIGHT } from './pose';

it('takes back how a copy was turned and mirrored', () => {
  expect(poseFor(0)).toEqual(UPRIGHT);
  expect(poseFor(1)).toEqual({ turn: 0, isMirrored: true });
  expect(poseFor(3)).toEqual({ turn: 180, isMirrored: false });
  expect(poseFor(5)).toEqual({ turn: 270, isMirrored: false });
  expect(poseFor(6)).toEqual({ turn: 90, isMirrored: false });
});

it('turns by hand, all the way round', () => {
  expect(turnPose({ turn: 270, isMirrored: false }, 90)).toEqual(UPRIGHT);
  expect(turnPose(UPRIGHT, 270).turn).toBe(270);
  expect(turnPose({ turn: 0, isMirrored: true }, 90)).toEqual({ turn: 270, isMirrored: true });
});

it('changes sides with a quarter turn', () => {
  expect(posedSize({ width: 3, height: 2 }, { turn: 90, isMirrored: false })).toEqual({ width: 2, height: 3 });
  expect(posedSize({ width: 3, height: 2 }, UPRIGHT)).toEqual({ width: 3, height: 2 });
});
