import { TriangleAlert } from 'lucide-react';
import { memo, type DragEvent, type ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { RuleView } from '../../../../shared/model/rule';
import { Ago } from '../../../parts/ago';
import { Toggle } from './toggle';
import { t } from '../../../../shared/words/words';
import styles from './rule-list.module.css';

interface Props {
  domId: string;
  index: number;
  top: number;
  view: RuleView;
  isSelected: boolean;
  isUnsaved: boolean;
  /** As it is being written, where it was renamed and not saved. */
  newName: string | undefined;
  /** Where a rule that is dragged would land. */
  dropEdge: 'above' | 'below' | null;
  onChoose: (name: string) => void;
  onToggle: (view: RuleView) => void;
  onDrag: (event: DragEvent, name: string) => void;
}

/** One rule at its place: on or off, what it has done, and what is remarkable about it. */
export const RuleLine = memo(function RuleLine(props: Props): ReactNode {
  const { domId, index, top, view, isSelected, isUnsaved, newName, dropEdge, onChoose, onToggle, onDrag } = props;
  const { rule, warnings, failures } = view;
  const name = displayName(newName?.trim() || rule.name);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={domId}
      className={styles.row}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      tabIndex={-1}
      draggable
      data-testid="rule-row"
      data-rule={rule.name}
      data-off={!rule.isEnabled}
      data-edge={dropEdge ?? undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose(rule.name)}
      onDragStart={(event) => onDrag(event, rule.name)}
    >
      <span role="gridcell" className={styles.words}>
        <span className={styles.nameLine}>
          {isUnsaved ? <span className={styles.unsaved} role="img" aria-label={t('Not saved:')} title={t('Not saved')} /> : null}
          <bdi className={styles.name} title={name} translate="no">
            {name}
          </bdi>
        </span>
        <span className={styles.facts}>
          <span className={styles.did}>{deeds(view)}</span>
          {failures > 0 ? <span className={styles.failures}>{t('{failures, number} failed', { failures })}</span> : null}
          {warnings.length > 0 ? (
            <span className={styles.warnings} title={warnings.map(({ sentence }) => sentence).join('\n')} data-testid="rule-warnings">
              <TriangleAlert role="img" aria-label={t('{count, plural, one {# remark} other {# remarks}}:', { count: warnings.length })} aria-hidden={undefined} />
              {warnings.length}
            </span>
          ) : null}
        </span>
      </span>
      <span role="gridcell">
        <Toggle label={t('“{name}” is on', { name })} isOn={rule.isEnabled} onToggle={() => onToggle(view)} />
      </span>
    </div>
  );
});

function deeds({ rule, hits, lastHitAt, failures }: RuleView): ReactNode {
  if (hits === 0 || lastHitAt === null) return rule.isEnabled ? t('No hits yet') : t('Off');
  // What failed needs the room.
  if (failures > 0) return t('{hits, plural, one {# hit} other {# hits}}', { hits });
  return (
    <>
      {t('{hits, plural, one {# hit} other {# hits}}', { hits })} · <Ago at={lastHitAt} />
    </>
  );
}
