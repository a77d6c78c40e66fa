import { X } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import { midSentence } from '../../format/mid-sentence';
import { IconButton } from '../../parts/icon-button';
import { Select } from '../../parts/select';
import { lineOfParts, partsOfLine, type LineKind } from './filter-line';
import { t } from '../../../shared/words/words';
import field from '../../parts/text-field.module.css';
import styles from './filter-lines.module.css';

const KINDS: readonly { value: LineKind; label: string }[] = [
  { value: 'glob', label: t('Glob') },
  { value: 'regex', label: t('Regex') },
];

interface Props {
  /** What one line is: "Line of files to read". */
  label: string;
  lines: readonly string[];
  /** Resolves to what the engine has against it. */
  onChange: (lines: string[]) => Promise<ErrorData | null>;
}

/** Lines that choose files, each a glob or a regular expression; the last one is for adding. */
export function FilterLines({ label, lines, onChange }: Props): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const put = (index: number, line: string): Promise<ErrorData | null> => {
    const next = lines.map((one, at) => (at === index ? line : one));
    if (index === lines.length) next.push(line);
    return onChange([...new Set(next.filter((one) => one !== ''))]);
  };
  const remove = (index: number): void => {
    void put(index, '');
    list.current?.querySelector<HTMLElement>('[data-added]')?.focus();
  };
  return (
    <ul className={styles.lines} ref={list}>
      {lines.map((line, index) => (
        <LineEditor
          key={index}
          label={`${label} ${index + 1}`}
          line={line}
          onPut={(changed) => put(index, changed)}
          onRemove={() => remove(index)}
        />
      ))}
      <LineEditor key="added" label={t('Add: {what}', { what: midSentence(label) })} line="" onPut={(added) => put(lines.length, added)} />
    </ul>
  );
}

interface LineProps {
  label: string;
  line: string;
  onPut: (line: string) => Promise<ErrorData | null>;
  /** Without it, this is the one to add. */
  onRemove?: () => void;
}

function LineEditor({ label, line, onPut, onRemove }: LineProps): ReactNode {
  const [draft, setDraft] = useState(() => partsOfLine(line));
  const [error, setError] = useState<ErrorData | null>(null);
  /** What is being saved: Enter and leaving the field mean the same change once. */
  const saving = useRef<string | null>(null);
  const id = useId();
  const reset = useCallback((): void => {
    setDraft(partsOfLine(line));
    setError(null);
  }, [line]);
  useEffect(reset, [reset]);

  const commit = (parts: typeof draft): void => {
    const next = lineOfParts(parts);
    if (saving.current === next) return;
    if (next === line || (next === '' && !onRemove)) {
      setError(null);
      return;
    }
    saving.current = next;
    void onPut(next).then((refused) => {
      saving.current = null;
      setError(refused);
      // The field for adding is free for the next line; a refused one stays as it was typed.
      if (!refused && !onRemove) setDraft({ ...parts, pattern: '' });
    });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit(draft);
    if (event.key === 'Escape' && (error || lineOfParts(draft) !== line)) {
      event.preventDefault();
      reset();
    }
  };
  const setKind = (kind: LineKind): void => {
    const next = { ...draft, kind };
    setDraft(next);
    commit(next);
  };
  return (
    <li className={styles.line}>
      <Select label={t('{label}: kind', { label })} value={draft.kind} options={KINDS} onChange={setKind} />
      <input
        className={[field.field, onRemove ? '' : styles.added].join(' ')}
        data-mono
        aria-label={label}
        aria-invalid={error !== null}
        aria-describedby={error ? id : undefined}
        placeholder={onRemove ? undefined : draft.kind === 'glob' ? t('Add, such as *.pdf') : t('Add, such as ^\\d+\\.pdf$')}
        value={draft.pattern}
        maxLength={500}
        spellCheck={false}
        data-added={onRemove ? undefined : true}
        data-testid={onRemove ? 'filter-line' : 'add-filter-line'}
        onChange={(event) => setDraft({ ...draft, pattern: event.currentTarget.value })}
        onBlur={() => commit(draft)}
        onKeyDown={onKey}
      />
      {onRemove ? <IconButton icon={X} label={t('Remove {line}', { line })} onClick={onRemove} /> : null}
      {error ? (
        <p className={styles.error} id={id} role="alert">
          {error.message} {error.hint}
        </p>
      ) : null}
    </li>
  );
}
