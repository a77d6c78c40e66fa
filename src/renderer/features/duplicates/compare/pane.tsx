import type { CSSProperties, ReactNode } from 'react';
import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { naturalOf } from './natural-of';
import type { Frame } from './panes';
import { PictureLayer } from './picture-layer';
import { posedSize } from './pose';
import { useMemberPicture } from './use-member-picture';
import { fitInto, type Size } from './view';
import styles from './panes.module.css';

interface Props {
  frame: Frame;
  /** The later over the earlier. */
  members: readonly DuplicateMember[];
  isFirst: boolean;
  /** Which one is shown, where that changes. */
  note?: string | null;
  /** In whose place it lies. */
  over?: DuplicateMember;
  className?: string | undefined;
  style?: CSSProperties;
  children?: ReactNode;
}

/** A room with pictures in it, to be moved and zoomed. */
export function Pane({ frame, members, isFirst, note = null, over, className, style, children }: Props): ReactNode {
  return (
    <div
      className={[styles.pane, className].filter(Boolean).join(' ')}
      style={style}
      ref={isFirst ? frame.first : undefined}
      data-pane
      data-testid="compare-pane"
      data-zoomed={frame.view.zoom > 1}
      {...frame.handlers}
    >
      {members.map((member) => (
        <Layer key={member.fileId} frame={frame} member={member} over={over} />
      ))}
      {children}
      {note === null ? null : (
        <span className={styles.note} translate="no" data-testid="compare-note">
          {note}
        </span>
      )}
    </div>
  );
}

/** The picture of a member at its place. */
export function Layer({ frame, member, over }: { frame: Frame; member: DuplicateMember; over?: DuplicateMember | undefined }): ReactNode {
  const picture = useMemberPicture(member, frame.side);
  const natural = sizeOf(member, picture.size);
  const place = over && over.fileId !== member.fileId ? fitInto(posedSize(naturalOf(over), frame.poseOf(over)), frame.room, frame.most) : undefined;
  return (
    <PictureLayer
      member={member}
      picture={picture}
      natural={natural}
      pose={frame.poseOf(member)}
      view={frame.view}
      room={frame.room}
      most={frame.most}
      over={place}
    />
  );
}

/** Of a page the shape is known with its picture. */
function sizeOf(member: DuplicateMember, drawn: Size | null): Size {
  const natural = naturalOf(member);
  if (member.picture || !drawn) return natural;
  return { width: natural.width, height: (natural.width * drawn.height) / drawn.width };
}
