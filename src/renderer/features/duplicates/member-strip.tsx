import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { DuplicateGroup, DuplicateMember } from '../../../shared/model/duplicates';
import { displayName } from '../../../shared/model/display-name';
import { FileName } from '../../parts/file-name';
import { KindIcon } from '../../parts/kind-icon';
import { artifactUrl } from '../detail/artifact-url';
import { ACTION_ICONS } from './member-action';
import { Badges } from './member-caption';
import { actionWord } from './plan/plan-words';
import { useDisposal } from './plan/use-disposal';
import { t } from '../../../shared/words/words';
import styles from './member-strip.module.css';

/** Width of one with its gap, CSS pixels. */
const STEP = 168;
const OVERSCAN = 3;

interface Props {
  group: DuplicateGroup;
  currentId: number;
  onChoose: (member: DuplicateMember) => void;
}

/** All members of a larger group in a row, of which only those in view exist. */
export function MemberStrip({ group: { members }, currentId, onChoose }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const disposal = useDisposal();
  const [view, setView] = useState({ first: 0, last: 8 });
  const at = members.findIndex((one) => one.fileId === currentId);

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const look = (): void => {
      const first = Math.max(0, Math.floor(element.scrollLeft / STEP) - OVERSCAN);
      const last = Math.ceil((element.scrollLeft + element.clientWidth) / STEP) + OVERSCAN;
      setView((now) => (now.first === first && now.last === last ? now : { first, last }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const size = new ResizeObserver(look);
    size.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      size.disconnect();
    };
  }, []);
  useEffect(() => {
    const element = frame.current;
    if (!element || at < 0) return;
    const [left, right] = [at * STEP, (at + 1) * STEP];
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
  }, [at]);

  return (
    <div className={styles.strip} ref={frame} role="listbox" aria-label={t('Members')} aria-orientation="horizontal" aria-activedescendant={`${id}-${currentId}`} tabIndex={0} data-testid="member-strip">
      <div role="presentation" className={styles.all} style={{ width: members.length * STEP }}>
        {members.slice(view.first, view.last + 1).map((member, offset) => {
          const index = view.first + offset;
          const Icon = ACTION_ICONS[member.planned];
          const word = member.isKeeper ? t('Keeper') : actionWord(member.planned, disposal);
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={member.fileId}
              id={`${id}-${member.fileId}`}
              className={styles.member}
              role="option"
              aria-selected={member.fileId === currentId}
              aria-posinset={index + 1}
              aria-setsize={members.length}
              tabIndex={-1}
              title={displayName(member.absolutePath)}
              data-testid="strip-member"
              style={{ transform: `translateX(${index * STEP}px)` }}
              onClick={() => onChoose(member)}
            >
              {member.thumbnail === null ? <span className={styles.none}><KindIcon kind={member.document ? 'document' : member.picture ? 'image' : 'other'} /></span> : <img src={artifactUrl(member.thumbnail)} alt="" decoding="async" draggable={false} />}
              <span className={styles.words}>
                <FileName name={member.name} />
                <span className={styles.planned} data-planned={member.planned}>
                  <Icon aria-hidden />
                  {word}
                  <Badges member={member} />
                </span>
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
