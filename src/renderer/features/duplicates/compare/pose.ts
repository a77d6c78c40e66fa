import type { Size } from './view';

/** How a picture is shown so that it lies as the other one does: turned clockwise, then mirrored. */
export interface Pose {
  readonly turn: 0 | 90 | 180 | 270;
  readonly isMirrored: boolean;
}

export const UPRIGHT: Pose = { turn: 0, isMirrored: false };

const TURNS = [0, 90, 180, 270] as const;

/** What takes back how a member relates to the keeper: "turned by 90°", "mirrored". */
export function poseFor(relation: string): Pose {
  const turned = Number(/turned by (90|180|270)/.exec(relation)?.[1] ?? 0);
  return { turn: TURNS[((360 - turned) % 360) / 90] ?? 0, isMirrored: relation.includes('mirrored') };
}

/** Turned by hand, clockwise as it is seen. What is mirrored is mirrored last, so that it turns the other way round. */
export function turnPose({ turn, isMirrored }: Pose, by: 90 | 270): Pose {
  return { turn: TURNS[((turn + (isMirrored ? 360 - by : by)) % 360) / 90] ?? 0, isMirrored };
}

export function posedSize({ width, height }: Size, { turn }: Pose): Size {
  return turn % 180 === 0 ? { width, height } : { width: height, height: width };
}
