import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { DuplicateGroup, DuplicateMember } from '../../../../shared/model/duplicates';
import { displayName } from '../../../../shared/model/display-name';
import { Button } from '../../../parts/button';
import { ErrorNote } from '../../../parts/error-note';
import { IconButton } from '../../../parts/icon-button';
import { Skeleton } from '../../../parts/skeleton';
import { MemberCaption } from '../member-caption';
import { diffWords } from './diff-words';
import { foldStretches, type Shown } from './fold-stretches';
import { MOST_CHARACTERS, usePairText } from './use-pair-text';
import { sayRelation } from '../../../../shared/model/say-relation';
import { t } from '../../../../shared/words/words';
import styles from './text-pair.module.css';

/** Stretches that are drawn; more would say no more. */
const MOST_SHOWN = 1_500;

interface Props {
  group: DuplicateGroup;
  keeper: DuplicateMember;
  member: DuplicateMember;
  currentId: number;
}

/** Two texts as one, with what stands in only one of them marked. */
export function TextPair({ group, keeper, member, currentId }: Props): ReactNode {
  const { first, second, error, retry } = usePairText(keeper, member);
  return (
    <div className={styles.card} data-testid="text-pair">
      {error ? (
        <div className={styles.note}>
          <ErrorNote error={error}>
            <Button onClick={retry}>{t('Try again')}</Button>
          </ErrorNote>
        </div>
      ) : first && second ? (
        <Words first={first.text} second={second.text} isCut={Math.max(first.total, second.total) > MOST_CHARACTERS} names={[keeper.name, member.name]} relation={member.relation} />
      ) : (
        <Skeleton rows={8} />
      )}
      <div className={styles.captions}>
        {[keeper, member].map((one) => (
          <MemberCaption key={one.fileId} group={group} member={one} isCurrent={one.fileId === currentId} />
        ))}
      </div>
    </div>
  );
}

interface WordsProps {
  first: string;
  second: string;
  /** Only the beginnings are compared. */
  isCut: boolean;
  names: readonly [string, string];
  /** How like they are, as it is said of them everywhere. */
  relation: string;
}

function Words({ first, second, isCut, names, relation }: WordsProps): ReactNode {
  const text = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [at, setAt] = useState(-1);
  const diff = useMemo(() => diffWords(first, second), [first, second]);
  const shown = useMemo(() => foldStretches(diff.stretches, open), [diff, open]);
  const differences = differenceWords(diff.changes, relation);
  const found = isCut ? t('{differences} in the first {characters, number} characters', { differences, characters: MOST_CHARACTERS }) : differences;

  const go = (by: 1 | -1): void => {
    const changes = [...(text.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])];
    const next = Math.max(0, Math.min(changes.length - 1, at + by));
    changes[next]?.scrollIntoView({ block: 'center' });
    setAt(next);
  };
  return (
    <>
      <div className={styles.head}>
        <p data-testid="words-summary">
          {found}
          {diff.isByLines ? `. ${t('Too much differs to compare word by word.')}` : ''}
        </p>
        <span className={styles.legend} translate="no">
          <del>{displayName(names[0])}</del> <ins>{displayName(names[1])}</ins>
        </span>
        <IconButton icon={ChevronUp} label={t('Previous difference')} disabled={diff.changes === 0} onClick={() => go(-1)} />
        <IconButton icon={ChevronDown} label={t('Next difference')} disabled={diff.changes === 0} onClick={() => go(1)} />
      </div>
      <div className={styles.text} translate="no" ref={text} tabIndex={0} role="group" aria-label={t('Both texts, differences marked')}>
        {shown.slice(0, MOST_SHOWN).map((stretch, index) => (
          <Piece key={`${stretch.at} ${index}`} stretch={stretch} isFirst={shown[index - 1]?.kind === 'same' || index === 0} onOpen={() => setOpen(new Set([...open, stretch.at]))} />
        ))}
        {shown.length > MOST_SHOWN ? <p className={styles.rest} translate="yes">{t('More differences follow.')}</p> : null}
      </div>
    </>
  );
}

function differenceWords(changes: number, relation: string): string {
  if (changes === 0) return t('The same words');
  const counted = t('{changes, plural, one {# difference} other {# differences}}', { changes });
  return relation === '' ? counted : `${counted}; ${sayRelation(relation)}`;
}

function Piece({ stretch, isFirst, onOpen }: { stretch: Shown; isFirst: boolean; onOpen: () => void }): ReactNode {
  if (stretch.foldedWords > 0) {
    return (
      <button type="button" className={styles.fold} translate="yes" onClick={onOpen}>
        {t('{words, plural, one {# word} other {# words}} the same', { words: stretch.foldedWords })}
      </button>
    );
  }
  const change = isFirst ? '' : undefined;
  if (stretch.kind === 'gone') return <del data-change={change}>{stretch.text}</del>;
  if (stretch.kind === 'new') return <ins data-change={change}>{stretch.text}</ins>;
  return <span>{stretch.text}</span>;
}
