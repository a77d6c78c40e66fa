import { useEffect, type ReactNode, type RefObject } from 'react';
import type { DuplicateGroup, DuplicateMember } from '../../../../shared/model/duplicates';
import { displayName } from '../../../../shared/model/display-name';
import { useSharpness } from '../../detail/page/use-sharpness';
import { MemberCaption } from '../member-caption';
import type { CompareMode } from './compare-modes';
import { DifferencePane } from './difference-pane';
import { fourOf } from './four-of';
import { naturalOf } from './natural-of';
import { Pane } from './pane';
import { posedSize, poseFor, UPRIGHT, type Pose } from './pose';
import { SliderPane } from './slider-pane';
import { usePicturesAhead } from './use-member-picture';
import { useRoom } from './use-room';
import { useSharedView, type SharedView } from './use-shared-view';
import { fitInto, type Size, type View } from './view';
import { ViewControls } from './view-controls';
import styles from './panes.module.css';

interface Props {
  mode: Exclude<CompareMode, 'words'>;
  group: DuplicateGroup;
  keeper: DuplicateMember;
  member: DuplicateMember;
  currentId: number;
  /** Of `member`, so that it lies as the keeper does. */
  pose: Pose;
  /** The one is shown in the place of the other. */
  isSwapped: boolean;
  ahead: readonly DuplicateMember[];
  stage: RefObject<HTMLElement | null>;
  onChoose: (member: DuplicateMember) => void;
  onSwap: (isSwapped: boolean) => void;
  onTurn: () => void;
  onMirror: () => void;
  view: { current: SharedView | null };
}

/** What every pane shows by. */
export interface Frame {
  view: View;
  room: Size;
  most: Size;
  /** The longer side of pictures to ask for; null while there is no room to show them. */
  side: number | null;
  poseOf: (member: DuplicateMember) => Pose;
  handlers: SharedView['handlers'];
  /** Goes to the pane whose room is that of all. */
  first: (element: HTMLElement | null) => void;
}

/** Pictures side by side or over one another, moved and zoomed as one. */
export function Panes(props: Props): ReactNode {
  const { mode, group, keeper, member, currentId, pose, isSwapped, ahead, stage, onChoose, onSwap, onTurn, onMirror, view: handle } = props;
  const { room, ref: first } = useRoom();
  const shown = mode === 'four' ? fourOf(group.members, keeper, member) : [keeper, member];
  const poseOf = (one: DuplicateMember): Pose => {
    if (one.fileId === member.fileId) return pose;
    return one.fileId === keeper.fileId ? UPRIGHT : poseFor(one.turn);
  };
  const naturals = shown.map((one) => posedSize(naturalOf(one), poseOf(one)));
  const most = naturals.reduce((largest, one) => (one.width * one.height > largest.width * largest.height ? one : largest));
  const fit = fitInto(most, room, most);
  const shared = useSharedView(stage, group.id, { natural: most, fit, room });
  useEffect(() => {
    handle.current = shared;
    return () => {
      handle.current = null;
    };
  });
  const { zoom } = shared.view;
  const side = useSharpness(room.width > 0 ? { width: fit.width * zoom, height: fit.height * zoom } : null);
  usePicturesAhead(ahead, zoom > 1 ? null : side);

  const frame: Frame = { view: shared.view, room, most, side, poseOf, handlers: shared.handlers, first };
  const [a, b] = isSwapped ? [member, keeper] : [keeper, member];
  const controls = (
    <ViewControls shared={shared} isSwapped={isSwapped} onSwap={onSwap} onTurn={onTurn} onMirror={onMirror} />
  );
  if (mode === 'two' || mode === 'four') {
    const inPlaceOf = (one: DuplicateMember): DuplicateMember => (one.fileId === keeper.fileId ? a : one.fileId === member.fileId ? b : one);
    return (
      <>
        {controls}
        <div className={styles.cards} data-count={shown.length}>
          {shown.map((one, at) => (
            <figure key={one.fileId} className={styles.card} data-current={one.fileId === currentId} data-testid="compare-card" onPointerDown={() => onChoose(one)}>
              <Pane frame={frame} members={[inPlaceOf(one)]} isFirst={at === 0} note={isSwapped && inPlaceOf(one) !== one ? displayName(inPlaceOf(one).name) : null} />
              <MemberCaption group={group} member={one} isCurrent={one.fileId === currentId} />
            </figure>
          ))}
        </div>
      </>
    );
  }
  return (
    <>
      {controls}
      <div className={styles.card} data-testid="compare-card">
        {mode === 'slider' ? <SliderPane frame={frame} under={b} over={a} /> : null}
        {mode === 'difference' && !isSwapped ? <DifferencePane frame={frame} keeper={keeper} member={member} /> : null}
        {mode === 'difference' && isSwapped ? <Pane frame={frame} members={[member]} isFirst note={displayName(member.name)} over={keeper} /> : null}
        {mode === 'blink' ? <Pane frame={frame} members={[b]} isFirst note={displayName(b.name)} over={keeper} /> : null}
        <div className={styles.captions}>
          {[keeper, member].map((one) => (
            <MemberCaption key={one.fileId} group={group} member={one} isCurrent={one.fileId === currentId} />
          ))}
        </div>
      </div>
    </>
  );
}
