import type { ReactNode } from 'react';
import type { Face } from '../../../../shared/model/report';
import type { QuarterTurn } from '../page/reading-direction';
import { turnBox, turnSize } from '../page/turn-layout';
import type { Size } from '../page/zoom';
import { t } from '../../../../shared/words/words';
import styles from './face-frames.module.css';

/** Under which it is remembered whether faces are framed. */
export const FACE_FRAMES = 'face-frames';

interface Props {
  faces: readonly Face[];
  /** Of the picture, pixels. */
  picture: Size;
  turn: QuarterTurn;
}

/** Frames around faces, on a sheet that shows the picture, with how sure each is. */
export function FaceFrames({ faces, picture, turn }: Props): ReactNode {
  const sheet = turnSize(picture, turn);
  return (
    <div className={styles.faces} role="img" aria-label={t('{count, plural, one {Frames around a face} other {Frames around # faces}}', { count: faces.length })} data-testid="face-frames">
      {faces.map((face, at) => {
        const box = turnBox(face, picture, turn);
        const percent = (part: number, whole: number): string => `${(part / whole) * 100}%`;
        return (
          <span
            key={at}
            style={{
              left: percent(box.x, sheet.width),
              top: percent(box.y, sheet.height),
              width: percent(box.width, sheet.width),
              height: percent(box.height, sheet.height),
            }}
          >
            <b>{Math.round(face.score)} %</b>
          </span>
        );
      })}
    </div>
  );
}
