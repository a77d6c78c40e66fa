import { expect, it } from 'vitest';
import { poseFor, posedSize, turnPose, UPRIGHT } from './pose';

it('takes back how a copy was turned and mirrored', () => {
  expect(poseFor('re-saved')).toEqual(UPRIGHT);
  expect(poseFor('turned by 90°')).toEqual({ turn: 270, isMirrored: false });
  expect(poseFor('half the size, turned by 180°')).toEqual({ turn: 180, isMirrored: false });
  expect(poseFor('mirrored')).toEqual({ turn: 0, isMirrored: true });
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
