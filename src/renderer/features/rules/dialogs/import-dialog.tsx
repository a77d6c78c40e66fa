import { FileUp } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { callEngine } from '../../../engine-client/engine-client';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { useRoute } from '../../../state/route-store';
import { attempt, tell } from '../../../state/toast-store';
import { useDelayed } from '../../archives/use-delayed';
import { useRules } from '../rules-store';
import { useAnswer } from '../use-answer';
import { quoted } from '../../../format/quoted';
import { t } from '../../../../shared/words/words';
import styles from './dialogs.module.css';

const PAUSE_MS = 200;
const MOST_CHARACTERS = 2_000_000;

/** Rules from a file or from what was copied. They come switched off. */
export function ImportDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const settled = useDelayed(text, PAUSE_MS);
  const { value, key } = useAnswer(settled.trim() === '' ? null : settled, (signal) => callEngine('rules.parse', { text: settled }, { signal }), 60_000);
  const parsed = text.trim() !== '' && key === text ? value : null;
  const isReady = parsed !== null && parsed.problems.length === 0 && parsed.rules.length > 0;
  const read = (file: File | undefined): void =>
    void attempt(async () => {
      if (file) setText((await file.text()).slice(0, MOST_CHARACTERS));
    });
  const add = (): void =>
    void attempt(async () => {
      const { added } = await callEngine('rules.import', { text });
      useRules.getState().touch();
      useRoute.getState().adjust({ rule: added[0] ?? null });
      onClose();
      tell(t('{count, plural, one {# rule} other {# rules}} added, switched off', { count: added.length }));
    });
  return (
    <Dialog
      title={t('Import rules')}
      width={680}
      onClose={onClose}
      testId="import-dialog"
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" disabled={!isReady} data-testid="import-add" onClick={add}>
            {isReady ? t('Add {count, plural, one {# rule} other {# rules}}', { count: parsed.rules.length }) : t('Add')}
          </Button>
        </>
      }
    >
      <div className={styles.line}>
        <p className={styles.dim}>{t('YAML of one rule, several, or a whole rules.yaml. What has a taken name gets a number.')}</p>
        <Button icon={FileUp} onClick={() => picker.current?.click()}>
          {t('Choose a file…')}
        </Button>
        <input ref={picker} type="file" accept=".yaml,.yml,text/yaml" hidden aria-label={t('File with rules')} data-testid="import-file" onChange={(event) => read(event.currentTarget.files?.[0])} />
      </div>
      <textarea
        className={styles.yaml}
        rows={14}
        wrap="off"
        spellCheck={false}
        maxLength={MOST_CHARACTERS}
        aria-label={t('Rules as YAML')}
        placeholder={t('rules:\n  - name: Invoices\n    …')}
        value={text}
        data-testid="import-text"
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div role="status">
        {parsed?.problems.map(({ line, message, hint }) => (
          <p key={`${line} ${message}`} className={styles.problem} data-testid="import-problem">
            {line === null ? null : <b>{t('Line {line}:', { line })} </b>}
            {message} {hint}
          </p>
        ))}
        {isReady ? <p className={styles.dim}>{parsed.rules.map(({ name }) => quoted(name)).slice(0, 8).join(', ')}{parsed.rules.length > 8 ? ' …' : ''}</p> : null}
      </div>
    </Dialog>
  );
}
