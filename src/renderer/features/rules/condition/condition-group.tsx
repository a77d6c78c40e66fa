import { FolderPlus, ListPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { MOST_LEVELS, type Condition, type Trace } from '../../../../shared/model/rule';
import { Button } from '../../../parts/button';
import { Select } from '../../../parts/select';
import type { Problems } from '../draft/rule-problems';
import { ConditionRow } from './condition-row';
import { addTo, groupOf, pathOf, rootGroup, setKind, type GroupKind, type Place } from './condition-tree';
import { RowTools } from './row-tools';
import { TraceMark } from './trace-mark';
import { testOf } from './value-shape';
import { t } from '../../../../shared/words/words';
import styles from './condition.module.css';

export interface ConditionProps {
  /** All conditions of the rule; what is shown stands at `place` in it. */
  root: Condition;
  place: Place;
  /** Of the file that is looked at; null while there is none. */
  trace: Trace | null;
  problems: Problems;
  onChange: (root: Condition) => void;
}

const KINDS: readonly { value: GroupKind; label: string }[] = [
  { value: 'all', label: t('all@@conditions') },
  { value: 'any', label: t('any@@conditions') },
  { value: 'none', label: t('none@@conditions') },
];

/** Several conditions of which all, any or none must hold. The outermost one ends the sentence "If …". */
export function ConditionGroup({ root, place, trace, problems, onChange }: ConditionProps): ReactNode {
  const { kind, parts } = rootGroup(partAt(root, place));
  const level = place.length;
  const isOutermost = level === 0;
  const add = (condition: Condition): void => {
    onChange(addTo(root, place, condition));
    // Where it will stand, once it is drawn.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-place="${[...place, parts.length].join('-')}"] [data-testid="fact"]`)?.focus());
  };
  const traces = trace && (groupOf(partAt(root, place)) ? trace.parts : [trace]);
  return (
    <div className={styles.group} role="group" aria-label={isOutermost ? t('Conditions') : t('Group of conditions')} data-kind={kind} data-nested={!isOutermost} data-place={place.join('-')}>
      <div className={styles.groupHead}>
        {isOutermost ? <span className={styles.lead}>{t('If')}</span> : <TraceMark trace={trace} />}
        <Select label={t('How many must hold')} value={kind} options={KINDS} testId="group-kind" onChange={(next) => onChange(setKind(root, place, next))} />
        <span>{t('{kind, select, any {of these holds} none {of these hold} other {of these hold}}:', { kind })}</span>
        {isOutermost ? null : <RowTools root={root} place={place} onChange={onChange} isGroup />}
      </div>
      {parts.length === 0 ? <p className={styles.none}>{EMPTY[kind]}</p> : null}
      <ul className={styles.parts}>
        {parts.map((part, at) => {
          const inner = { root: conditionRoot(root), place: [...place, at], trace: traces?.[at] ?? null, problems, onChange };
          return (
            // Conditions have no identity but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at} data-place={inner.place.join('-')}>
              {groupOf(part) ? <ConditionGroup {...inner} /> : <ConditionRow {...inner} at={`if${pathOf(root, inner.place)}`} />}
            </li>
          );
        })}
      </ul>
      <div className={styles.add}>
        <Button kind="quiet" icon={ListPlus} data-testid="add-condition" onClick={() => add(testOf(kindOfNext(parts)))}>
          {t('Condition')}
        </Button>
        {level + 2 < MOST_LEVELS ? (
          <Button kind="quiet" icon={FolderPlus} data-testid="add-group" onClick={() => add({ any: [testOf('name')] })}>
            {t('Group')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

const EMPTY: Readonly<Record<GroupKind, string>> = {
  all: t('Nothing is asked: every file is meant.'),
  none: t('Nothing is asked: every file is meant.'),
  any: t('Nothing is asked: no file is meant.'),
};

/** A rule of a single test is shown, and from then on written, as a group of one. */
function conditionRoot(root: Condition): Condition {
  return groupOf(root) ? root : { all: [root] };
}

function partAt(root: Condition, place: Place): Condition {
  return place.reduce<Condition>((condition, at) => rootGroup(condition).parts[at] ?? { all: [] }, root);
}

/** The name first, then what it is, then what it holds: the questions that come first. */
function kindOfNext(parts: readonly Condition[]): string {
  const asked = new Set(parts.flatMap((part) => ('fact' in part ? [part.fact] : [])));
  return ['name', 'kind', 'text'].find((fact) => !asked.has(fact)) ?? 'name';
}
