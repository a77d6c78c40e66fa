import { ArrowDown, ArrowUp, CopyPlus, Ellipsis, ShieldAlert, Trash2, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ActionSpec } from '../../../../shared/model/action';
import type { RuleWarning } from '../../../../shared/model/rule';
import { IconButton } from '../../../parts/icon-button';
import { Link } from '../../../parts/link';
import { Menu, type MenuPlace } from '../../../parts/menu';
import { Select } from '../../../parts/select';
import type { Problems } from '../draft/rule-problems';
import { FieldRow } from '../editor/field-row';
import { ProblemLine } from '../editor/problem-line';
import { ACTION_FIELDS } from './action-fields';
import { ACTION_WORDS, conflictsOf, consequenceOf, WITHOUT_CHOICE } from './action-words';
import { FieldControl } from './field-control';
import { withField } from './new-action';
import { t } from '../../../../shared/words/words';
import styles from './action.module.css';

interface Props {
  at: number;
  count: number;
  spec: ActionSpec;
  problems: Problems;
  /** About this action. */
  warnings: readonly RuleWarning[];
  keeping: string;
  onChange: (spec: ActionSpec) => void;
  onMove: (step: 1 | -1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

const FAILURES = [
  { value: 'stop', label: t('Stop; the file needs attention') },
  { value: 'continue', label: t('Note it, and go on') },
] as const;

/** One action with all it is told, and what it takes away. */
export function ActionCard(props: Props): ReactNode {
  const { at, count, spec, problems, warnings, keeping, onChange, onMove, onDuplicate, onRemove } = props;
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const { title, icon: Icon } = ACTION_WORDS[spec.do];
  const withoutChoice = WITHOUT_CHOICE[spec.do];
  const consequence = consequenceOf(spec, keeping);
  const set = (key: string, value: unknown): void => onChange(withField(spec, key, value));
  return (
    <div className={styles.card} role="group" aria-label={title} data-destructive={consequence !== null} data-action={at} data-testid={`action-${spec.do}`}>
      <div className={styles.head}>
        <Icon aria-hidden />
        <h2>{title}</h2>
        <IconButton icon={Ellipsis} label={t('More for “{title}”', { title })} aria-haspopup="menu" onClick={(event) => setMenu(event.currentTarget.getBoundingClientRect())} />
        <IconButton icon={Trash2} label={t('Take “{title}” out', { title })} data-testid="remove-action" onClick={onRemove} />
      </div>
      {ACTION_FIELDS[spec.do].map((field) => (
        <FieldControl key={field.key} field={field} spec={spec} at={`then.${at}`} problems={problems} onChange={set} />
      ))}
      {'conflict' in spec ? (
        <FieldRow label={t('Name taken')}>
          <Select label={t('When the name is taken')} value={spec.conflict} options={conflictsOf(spec.do)} testId="conflict" onChange={(conflict) => set('conflict', conflict)} />
        </FieldRow>
      ) : null}
      {withoutChoice === undefined ? null : (
        <FieldRow label={t('Name taken')}>
          <p>{withoutChoice}</p>
        </FieldRow>
      )}
      <FieldRow label={t('If it fails')}>
        <Select label={t('If it fails')} value={spec.onFailure} options={FAILURES} testId="on-failure" onChange={(onFailure) => set('onFailure', onFailure)} />
      </FieldRow>
      <ProblemLine problem={problems.get(`then.${at}`) ?? null} />
      {consequence === null ? null : (
        <p className={styles.consequence} data-testid="consequence">
          <ShieldAlert aria-hidden />
          <span>{consequence}</span>
        </p>
      )}
      {warnings
        .filter(({ kind }) => kind !== 'destructive')
        .map(({ kind, sentence }) => (
          <p key={sentence} className={styles.warning} data-testid="action-warning">
            <TriangleAlert aria-hidden />
            <span>
              {sentence}{' '}
              {kind === 'notAllowed' ? (
                <Link to={{ section: 'settings', page: 'actions' }} data-testid="allow-programs">
                  {t('Open the settings')}
                </Link>
              ) : null}
            </span>
          </p>
        ))}
      {menu ? (
        <Menu
          label={title}
          place={menu}
          onClose={() => setMenu(null)}
          items={[
            { id: 'up', label: t('Move up'), icon: ArrowUp, isDisabled: at === 0, run: () => onMove(-1) },
            { id: 'down', label: t('Move down'), icon: ArrowDown, isDisabled: at === count - 1, run: () => onMove(1) },
            { id: 'duplicate', label: t('Duplicate'), icon: CopyPlus, run: onDuplicate },
          ]}
        />
      ) : null}
    </div>
  );
}
