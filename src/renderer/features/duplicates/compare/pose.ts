import type { DuplicateMember } from '../../../../shared/model/duplicates';
import type { Size } from './view';

/** How a picture is shown so that it lies as the other one does: turned clockwise, then mirrored. */
export interface Pose {
  readonly turn: 0 | 90 | 180 | 270;
  readonly isMirrored: boolean;
}

export const UPRIGHT: Pose = { turn: 0, isMirrored: false };

const TURNS = [0, 90, 180, 270] as const;

/** By the turns of `base/picture-signature/turn`. */
const POSES: readonly Pose[] = [
  UPRIGHT,
  { turn: 0, isMirrored: true },
  { turn: 180, isMirrored: true },
  { turn: 180, isMirrored: false },
  { turn: 90, isMirrored: true },
  { turn: 270, isMirrored: false },
  { turn: 90, isMirrored: false },
  { turn: 270, isMirrored: true },
];

/** How a member has to be shown to lie as the keeper does; `turn` as the engine has it. */
export function poseFor(turn: DuplicateMember['turn']): Pose {
  return POSES[turn] ?? UPRIGHT;
}

/** Turned by hand, clockwise as it is seen. What is mirrored is mirrored last, so that it turns the other way round. */
export function turnPose({ turn, isMirrored }: Pose, by: 90 | 270): Pose {
  return { turn: TURNS[((turn + (isMirrored ? 360 - by : by)) % 360) / 90] ?? 0, isMirrored };
}

export function posedSize({ width, height }: Size, { turn }: Pose): Size {
  return turn % 180 === 0 ? { width, height } : { width: height, height: width };
}
