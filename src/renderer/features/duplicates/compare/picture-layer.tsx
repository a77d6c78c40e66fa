import { useState, type ReactNode } from 'react';
import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { displayName } from '../../../../shared/model/display-name';
import { KindIcon } from '../../../parts/kind-icon';
import { posedSize, type Pose } from './pose';
import type { MemberPicture } from './use-member-picture';
import { fitInto, type Size, type View } from './view';
import { t } from '../../../../shared/words/words';
import styles from './picture-layer.module.css';

/** Sides that differ by less than this are the same picture, rounded when it was scaled. */
const SAME_SHAPE = 0.02;

interface Props {
  member: DuplicateMember;
  picture: MemberPicture;
  natural: Size;
  pose: Pose;
  view: View;
  room: Size;
  /** The largest of the pictures that are compared. */
  most: Size;
  /** Laid over another one, so that its edges are that one's where the shapes are the same. */
  over?: Size | undefined;
}

/** One picture at its place in a pane. */
export function PictureLayer({ member, picture, natural, pose, view, room, most, over }: Props): ReactNode {
  const [lostUrl, setLostUrl] = useState<string | null>(null);
  if (picture.url === null || picture.url === lostUrl) {
    return (
      <span className={styles.none}>
        <KindIcon kind={member.document ? 'document' : member.picture ? 'image' : 'other'} />
        {picture.error ? <span>{picture.error.message}</span> : lostUrl === null ? null : <span>{t('The picture of it is no longer there.')}</span>}
      </span>
    );
  }
  const own = fitInto(posedSize(natural, pose), room, most);
  const fit = over && Math.abs(own.width / own.height / (over.width / over.height) - 1) < SAME_SHAPE ? over : own;
  const shown = posedSize(fit, pose);
  const scale = view.zoom;
  const [x, y] = [(0.5 - view.x) * fit.width * scale, (0.5 - view.y) * fit.height * scale];
  return (
    <img
      className={styles.picture}
      src={picture.url}
      alt={displayName(member.name)}
      draggable={false}
      decoding="async"
      data-testid="compare-picture"
      onError={() => setLostUrl(picture.url)}
      style={{
        width: shown.width,
        height: shown.height,
        transform: `translate(-50%, -50%) translate(${x}px, ${y}px) scale(${scale})${pose.isMirrored ? ' scaleX(-1)' : ''} rotate(${pose.turn}deg)`,
      }}
    />
  );
}
