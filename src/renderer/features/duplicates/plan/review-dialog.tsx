import { useState, type ReactNode } from 'react';
import type { Disposal } from '../../../../shared/model/duplicates';
import { callEngine } from '../../../engine-client/engine-client';
import { callShell } from '../../../engine-client/shell-client';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { MonoPath } from '../../../parts/mono-path';
import { useSettings } from '../../../state/settings-store';
import { attempt } from '../../../state/toast-store';
import { clearPlan } from '../duplicate-actions';
import { useDuplicates } from '../duplicates-store';
import type { Summary } from '../use-summary';
import { applyPlan } from './apply-plan';
import { PlanList } from './plan-list';
import { applyWords, isAnythingPlanned, planLine } from './plan-words';
import { useVaultDays } from './use-disposal';
import { usePlanRows, type PlanRow } from './use-plan-rows';
import { t } from '../../../../shared/words/words';
import styles from './review-dialog.module.css';

/** Everything that is planned, to be looked over before it is done. */
export function ReviewDialog({ summary: { plan, trash } }: { summary: Summary }): ReactNode {
  const settings = useSettings((state) => state.settings?.duplicates);
  const vaultDays = useSettings((state) => state.settings?.vault.days ?? 30);
  const days = useVaultDays();
  const [chosen, setChosen] = useState<Disposal | null>(null);
  const [moveTo, setMoveTo] = useState<string | null>(null);
  const rows = usePlanRows();
  const disposal = trash.isAvailable ? (chosen ?? settings?.disposal ?? 'trash') : 'vault';
  const close = (): void => useDuplicates.getState().review(false);
  const lacksFolder = plan.move > 0 && moveTo === null;

  const keep = (row: PlanRow): void => {
    void attempt(async () => {
      useDuplicates.getState().know(await callEngine('duplicates.mark', { id: row.groupId, fileId: row.fileId, action: 'keep' }));
      useDuplicates.getState().touch();
    });
  };
  return (
    <Dialog
      title={t('Review the plan')}
      onClose={close}
      width={820}
      testId="review-dialog"
      footer={
        <>
          <span className={styles.start}>
            <Button
              kind="quiet"
              disabled={!isAnythingPlanned(plan)}
              onClick={() => {
                clearPlan();
                close();
              }}
            >
              {t('Clear the plan')}
            </Button>
          </span>
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button
            kind="primary"
            disabled={!isAnythingPlanned(plan) || lacksFolder}
            title={lacksFolder ? t('Choose the folder to move to first') : undefined}
            data-testid="apply-plan"
            onClick={() => {
              close();
              applyPlan(disposal, plan.move > 0 ? moveTo : null);
            }}
          >
            {applyWords(plan, disposal)}
          </Button>
        </>
      }
    >
      <div className={styles.review}>
        <p className={styles.line} data-testid="review-line">
          {t('{plan}. Each file and the one that stays are looked at on the disk once more before anything is done.', { plan: planLine(plan, disposal, days) })}
        </p>
        <PlanList rows={rows} disposal={disposal} onKeep={keep} />
        {plan.remove > 0 ? (
          <fieldset className={styles.choice}>
            <legend>{t('Where removed copies go')}</legend>
            <Choice
              value="trash"
              chosen={disposal}
              label={t('The system’s trash')}
              hint={trash.isAvailable ? t('Undo brings them back while they are there.') : (trash.reason ?? t('It can’t be used here.'))}
              isDisabled={!trash.isAvailable}
              onChoose={setChosen}
            />
            <Choice
              value="vault"
              chosen={disposal}
              label={t('Filemill’s vault')}
              hint={t('Kept for {days, plural, one {# day} other {# days}}, then removed for good.', { days: vaultDays })}
              onChoose={setChosen}
            />
          </fieldset>
        ) : null}
        {plan.move > 0 ? (
          <div className={styles.folder}>
            <h3>{t('Move to')}</h3>
            {moveTo === null ? <span className={styles.dim}>{t('No folder chosen')}</span> : <MonoPath path={moveTo} />}
            <Button
              data-testid="choose-move-to"
              onClick={() =>
                void attempt(async () => {
                  const { path } = await callShell('folder.pick', { purpose: 'target' });
                  if (path !== null) setMoveTo(path);
                })
              }
            >
              {t('Choose folder…')}
            </Button>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  value: Disposal;
  chosen: Disposal;
  label: string;
  hint: string;
  isDisabled?: boolean;
  onChoose: (value: Disposal) => void;
}

function Choice({ value, chosen, label, hint, isDisabled = false, onChoose }: ChoiceProps): ReactNode {
  return (
    <label className={styles.option}>
      <input type="radio" name="disposal" value={value} checked={value === chosen} disabled={isDisabled} data-testid={`disposal-${value}`} onChange={() => onChoose(value)} />
      <span>
        {label}
        <span className={styles.hint}>{hint}</span>
      </span>
    </label>
  );
}
