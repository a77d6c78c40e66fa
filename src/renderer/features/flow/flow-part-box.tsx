import { ArchiveRestore, Bell, CircleAlert, CloudUpload, Ellipsis, FileCheck, Folder, FolderOutput, ListChecks, Tag, Trash2, type LucideIcon } from 'lucide-react';
import { createElement, type CSSProperties, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { LANES } from '../../../shared/model/file';
import { LANE_WORDS } from '../../format/lane-words';
import { Link } from '../../parts/link';
import { describePart, figuresOf, figuresThatFit } from './flow-words';
import type { ShownPart } from './group-parts';
import { openPart } from './open-part';
import { t } from '../../../shared/words/words';
import styles from './flow-picture.module.css';

interface Props {
  part: ShownPart;
  style: CSSProperties;
  width: number;
  /** The one that Tab leads to. */
  isCurrent: boolean;
  onPoint: (isOn: boolean) => void;
  onFocus: () => void;
  onExpand: () => void;
}

/** One part of the mill: what it is called, what is in it, what went through it today. */
export function FlowPartBox({ part, style, width, isCurrent, onPoint, onFocus, onExpand }: Props): ReactNode {
  const all = figuresOf(part);
  const figures = figuresThatFit(all, width);
  const shared = {
    className: styles.part,
    style,
    tabIndex: isCurrent ? 0 : -1,
    'aria-label': displayName(describePart(part)),
    title: [part.title, part.detail, all.map(({ text }) => text).join(', ')].filter(Boolean).map(displayName).join('\n'),
    'data-part': part.id,
    'data-off': part.isOff,
    'data-testid': 'flow-part',
    onMouseEnter: () => onPoint(true),
    onMouseLeave: () => onPoint(false),
    onFocus: () => {
      onFocus();
      onPoint(true);
    },
    onBlur: () => onPoint(false),
  };
  const inside = (
    <>
      <span className={styles.title}>
        {createElement(iconOf(part), { 'aria-hidden': true })}
        <span translate={isNamed(part) ? 'no' : undefined}>{displayName(part.title)}</span>
      </span>
      <span className={styles.figures}>
        {part.isOff && part.detail ? <span>{part.detail}</span> : null}
        {figures.map(({ tone, text }) => (
          <span key={tone} data-tone={tone}>
            {text}
          </span>
        ))}
        {figures.length === 0 && !part.isOff ? <span>{displayName(part.detail) || t('Nothing today')}</span> : null}
      </span>
    </>
  );
  if (part.opens === null) {
    return (
      <button type="button" {...shared} aria-expanded={false} onClick={onExpand}>
        {inside}
      </button>
    );
  }
  return (
    <Link to={openPart(part.opens)} {...shared}>
      {inside}
    </Link>
  );
}

const DESTINATIONS: Readonly<Record<string, LucideIcon>> = { attention: CircleAlert, stays: FileCheck, notices: Bell, tags: Tag, trash: Trash2, vault: ArchiveRestore };

/** Called by a person, or after a folder. */
const isNamed = ({ column, id, stands }: ShownPart): boolean => stands === 1 && column !== 'lane' && !Object.hasOwn(DESTINATIONS, id.slice(id.indexOf(':') + 1));

function iconOf({ column, id, stands }: ShownPart): LucideIcon {
  if (stands > 1) return Ellipsis;
  const name = id.slice(id.indexOf(':') + 1);
  if (column === 'folder') return Folder;
  if (column === 'rule') return ListChecks;
  if (column === 'destination') return (id.includes('s3:') ? CloudUpload : DESTINATIONS[name]) ?? FolderOutput;
  const lane = LANES.find((one) => one === name);
  return lane ? LANE_WORDS[lane].icon : ListChecks;
}
