import { ListFilterPlus, Search, X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { focusList } from '../../parts/beside-list';
import { IconButton } from '../../parts/icon-button';
import { Menu, type MenuPlace } from '../../parts/menu';
import { beforeUnfinished, joinQuery, OPERATORS, splitQuery } from './split-query';
import { t } from '../../../shared/words/words';
import styles from './query-field.module.css';

interface Props {
  query: string;
  onChange: (query: string) => void;
  /** What is wrong with the query, a sentence; null while nothing is. */
  problem: string | null;
}

/** Words and conditions: a condition becomes a chip once it is typed to its end, by a space, Enter, or leaving the field. */
export function QueryField({ query, onChange, problem }: Props): ReactNode {
  const { conditions, words } = splitQuery(query);
  /** Holds a condition that is still being typed, with the words before it. */
  const [draft, setDraft] = useState<string | null>(null);
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const text = draft ?? words;

  const take = (value: string): void => {
    const before = beforeUnfinished(value);
    if (before !== null) {
      setDraft(value);
      onChange(joinQuery({ conditions, words: before }));
      return;
    }
    setDraft(null);
    const typed = splitQuery(value);
    onChange(joinQuery({ conditions: [...new Set([...conditions, ...typed.conditions])], words: typed.words }));
  };
  const finish = (): void => {
    if (draft !== null) take(`${draft} `);
  };
  const without = (condition: string): void => {
    onChange(joinQuery({ conditions: conditions.filter((one) => one !== condition), words }));
    input.current?.focus();
  };
  const clear = (): void => {
    setDraft(null);
    onChange('');
    input.current?.focus();
  };
  const begin = (name: string): void => {
    take(`${text}${text === '' || text.endsWith(' ') ? '' : ' '}${name}:`);
    requestAnimationFrame(() => input.current?.focus());
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    const isAtStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    const last = conditions.at(-1);
    if (event.key === 'Enter') finish();
    else if (event.key === 'ArrowDown') focusList();
    else if (event.key === 'Escape' && (query !== '' || draft !== null)) clear();
    else if (event.key === 'Backspace' && isAtStart && last !== undefined) without(last);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.field} data-invalid={problem !== null} data-testid="image-filter">
      <Search aria-hidden />
      {conditions.map((condition) => (
        <span key={condition} className={styles.condition} data-testid="condition">
          <code translate="no">{condition}</code>
          <button type="button" aria-label={t('Take out {condition}', { condition })} title={t('Take out {condition}', { condition })} onClick={() => without(condition)}>
            <X aria-hidden />
          </button>
        </span>
      ))}
      <input
        ref={input}
        type="text"
        aria-label={t('Find images by words and conditions')}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : 'image-filter-problem'}
        placeholder={conditions.length === 0 ? t('Words, or conditions like sharpness:>100') : ''}
        autoComplete="off"
        spellCheck={false}
        maxLength={400}
        value={text}
        data-testid="image-query"
        onChange={(event) => take(event.currentTarget.value)}
        onKeyDown={onKey}
        onBlur={finish}
      />
      {query === '' && draft === null ? null : <IconButton icon={X} label={t('Clear the filter')} onClick={clear} />}
      <IconButton
        icon={ListFilterPlus}
        label={t('Add a condition')}
        aria-haspopup="menu"
        data-testid="add-condition"
        onClick={(event) => setPlace(event.currentTarget.getBoundingClientRect())}
      />
      {place ? (
        <Menu
          label={t('Conditions')}
          place={place}
          items={Object.entries(OPERATORS).map(([name, example]) => ({ id: `condition-${name}`, label: example, icon: ListFilterPlus, run: () => begin(name) }))}
          onClose={() => setPlace(null)}
        />
      ) : null}
    </div>
  );
}
