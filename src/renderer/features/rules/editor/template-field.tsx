import { Braces, FolderOpen } from 'lucide-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import { callEngine } from '../../../engine-client/engine-client';
import { callShell } from '../../../engine-client/shell-client';
import { IconButton } from '../../../parts/icon-button';
import { attempt } from '../../../state/toast-store';
import { useDelayed } from '../../archives/use-delayed';
import { Picker } from '../../../parts/picker/picker';
import { useRules } from '../rules-store';
import { useAnswer } from '../use-answer';
import { ProblemLine } from './problem-line';
import { putToken, TOKEN_GROUPS } from './tokens';
import { t } from '../../../../shared/words/words';
import styles from './template-field.module.css';

interface Props {
  label: string;
  value: string;
  form: 'path' | 'text';
  isLong?: boolean;
  /** A folder, which can be chosen in a dialog. */
  isFolder?: boolean;
  placeholder?: string | undefined;
  problem: string | null;
  testId?: string;
  onChange: (value: string) => void;
}

const GROUPS = TOKEN_GROUPS.map(({ title, tokens }) => ({ title, items: tokens.map(({ text, what }) => ({ id: text, label: text, hint: what, isMono: true })) }));
const PAUSE_MS = 200;

/** Text with tokens: a menu of them, and what it gives with the chosen file. */
export function TemplateField(props: Props): ReactNode {
  const { label, value, form, isLong = false, isFolder = false, placeholder, problem, testId, onChange } = props;
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const menuButton = useRef<HTMLSpanElement>(null);
  const [menu, setMenu] = useState<DOMRect | null>(null);
  const id = useId();
  const { preview, wrong } = usePreview(value, form);
  const shownProblem = problem ?? wrong;

  const insert = (token: string): void => {
    const { current } = field;
    const put = putToken(value, token, current?.selectionStart ?? value.length, current?.selectionEnd ?? value.length);
    onChange(put.text);
    requestAnimationFrame(() => {
      current?.focus();
      current?.setSelectionRange(put.caret, put.caret);
    });
  };
  const pick = (): void =>
    void attempt(async () => {
      const { path } = await callShell('folder.pick', { purpose: 'target' });
      if (path !== null) onChange(path.replaceAll('\\', '/'));
    });
  const common = {
    ref: field,
    className: styles.field,
    'aria-label': label,
    'aria-invalid': shownProblem !== null || undefined,
    'aria-describedby': id,
    'data-form': form,
    'data-testid': testId,
    placeholder,
    value,
    spellCheck: false,
  };
  return (
    <div className={styles.template}>
      <div className={styles.line} data-long={isLong}>
        {isLong ? (
          <textarea {...common} rows={2} onChange={(event) => onChange(event.currentTarget.value)} />
        ) : (
          <input {...common} autoComplete="off" onChange={(event) => onChange(event.currentTarget.value)} />
        )}
        <span ref={menuButton}>
          <IconButton icon={Braces} label={t('Tokens for “{label}”', { label })} aria-haspopup="dialog" data-testid="tokens" onClick={() => setMenu(menuButton.current?.getBoundingClientRect() ?? null)} />
        </span>
        {isFolder ? <IconButton icon={FolderOpen} label={t('Choose “{label}”', { label })} onClick={pick} /> : null}
      </div>
      {shownProblem === null ? (
        <p className={styles.preview} id={id} translate="no" data-testid="preview" data-form={form}>
          {preview === null || preview === value ? '' : `→ ${displayName(preview)}`}
        </p>
      ) : (
        <ProblemLine problem={shownProblem} id={id} />
      )}
      {menu ? <Picker label={t('Find a token')} groups={GROUPS} place={menu} onPick={insert} onClose={() => setMenu(null)} /> : null}
    </div>
  );
}

/** What the chosen file makes of it; nothing while no file is chosen or nothing is written. */
function usePreview(value: string, form: 'path' | 'text'): { preview: string | null; wrong: string | null } {
  const fileId = useRules((state) => state.fileId);
  const settled = useDelayed(value, PAUSE_MS);
  const key = fileId === null || settled === '' ? null : JSON.stringify([settled, form, fileId]);
  const { value: answer, key: answered } = useAnswer(key, (signal) => callEngine('rules.preview', { template: settled, form, fileId: fileId ?? 1 }, { signal }));
  if (key === null || value === '') return { preview: null, wrong: null };
  return { preview: answer?.text ?? null, wrong: answered === key && settled === value ? (answer?.problem ?? null) : null };
}
