import { Plus, X } from 'lucide-react';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { Link } from '../../parts/link';
import { attempt, tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';
import styles from './file-tags.module.css';

const MOST_CHARACTERS = 100;

/** Words to find the file by: each leads to its files, can be taken off, and a further one put on. */
export function FileTags({ detail: { row, tags } }: { detail: FileDetail }): ReactNode {
  const [isAdding, setAdding] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const change = (words: { add?: string[]; remove?: string[] }): Promise<boolean> => attempt(() => callEngine('files.tag', { ids: [row.id], ...words }));
  const remove = (tag: string): void => {
    void change({ remove: [tag] }).then((isDone) => {
      if (isDone) tell(t('The tag “{tag}” is off', { tag: displayName(tag) }), { label: t('Undo'), run: () => void change({ add: [tag] }) });
    });
    button.current?.focus();
  };
  return (
    <span className={styles.tags} role="group" aria-label={t('Tags')} data-testid="file-tags">
      {tags.map((tag) => (
        <span key={tag} className={styles.tag} data-testid="file-tag">
          <Link to={{ section: 'files', query: `tag:${/\s/.test(tag) ? `"${tag}"` : tag}` }} title={t('Files with this tag')} translate="no">
            {displayName(tag)}
          </Link>
          <button type="button" aria-label={t('Take off the tag {tag}', { tag: displayName(tag) })} onClick={() => remove(tag)}>
            <X aria-hidden />
          </button>
        </span>
      ))}
      {isAdding ? (
        <NewTag
          onGive={(tag) => void change({ add: [tag] })}
          onClose={() => {
            setAdding(false);
            // The button is there again once this is drawn.
            requestAnimationFrame(() => button.current?.focus());
          }}
        />
      ) : (
        <button ref={button} type="button" className={styles.add} data-testid="add-tag" onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          {t('Add tag')}
        </button>
      )}
    </span>
  );
}

function NewTag({ onGive, onClose }: { onGive: (tag: string) => void; onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const id = useId();
  const { value } = useLive('tags', (signal) => callEngine('tags.list', {}, { signal }), 5_000);
  // A field that goes while it has the focus may tell that it lost it.
  const isOver = useRef(false);
  const end = (tag: string): void => {
    if (isOver.current) return;
    isOver.current = true;
    if (tag !== '') onGive(tag);
    onClose();
  };
  const give = (event?: FormEvent): void => {
    event?.preventDefault();
    end(text.trim());
  };
  return (
    <form className={styles.form} onSubmit={give}>
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={t('New tag')}
        list={id}
        value={text}
        maxLength={MOST_CHARACTERS}
        spellCheck={false}
        autoComplete="off"
        data-testid="new-tag"
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => give()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          end('');
        }}
      />
      <datalist id={id}>
        {value?.tags.slice(0, 200).map(({ tag }) => (
          <option key={tag} value={tag}>
            {displayName(tag)}
          </option>
        ))}
      </datalist>
    </form>
  );
}
