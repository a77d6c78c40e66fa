import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { FileSection, type SectionList } from './file-section';
import { totalOf, type Grouping, type Narrowing } from './group-by';
import { HeadAbove } from './grid-head';
import { useGroups } from './use-groups';
import { t } from '../../../shared/words/words';
import styles from './grouped-files.module.css';

interface Props {
  grouping: Grouping;
  narrowing: Narrowing;
  list: SectionList;
  /** What stands in place of groups of which none has a file. */
  empty: ReactNode;
  onTotal: (total: number) => void;
}

/** The list in groups, each with a list of its own, so that none needs more of it than what is on show. */
export function GroupedFiles({ grouping, narrowing, list, empty, onTotal }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const groups = useGroups(grouping, narrowing);
  const total = totalOf(groups);
  useEffect(() => {
    if (total !== null) onTotal(total);
  }, [onTotal, total]);

  /** Along the headings; into a list leads Tab. */
  const onKey = (event: KeyboardEvent): void => {
    const heads = [...(frame.current?.querySelectorAll<HTMLElement>('[data-group-head]') ?? [])];
    const at = heads.indexOf(event.target as HTMLElement);
    const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: heads.length - 1 };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (at < 0 || target === undefined) return;
    event.preventDefault();
    heads[Math.max(0, Math.min(heads.length - 1, target))]?.focus();
  };
  if (total === 0) return <div className={styles.empty}>{empty}</div>;
  const [only, ...others] = groups;
  return (
    // The keys of the headings, taken together.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.groups}
      ref={frame}
      role="group"
      aria-label={grouping === 'folder' ? t('Files by folder') : t('Files by step')}
      data-testid="groups"
      onKeyDown={onKey}
    >
      <HeadAbove hasFolder={list.hasFolder} />
      {groups.map((group) => (
        <FileSection
          key={group.id}
          group={group}
          // One alone is there to be seen, whatever it is among others.
          fold={`files.${group.id}${only && others.length === 0 ? '.alone' : ''}`}
          list={list}
        />
      ))}
    </div>
  );
}
