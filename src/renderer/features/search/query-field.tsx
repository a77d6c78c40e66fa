import { ListFilterPlus, Search, X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from '../../parts/icon-button';
import { Menu, type MenuPlace } from '../../parts/menu';
import { beforeUnfinished, joinQuery, splitQuery, type Example } from './split-query';
import { t } from '../../../shared/words/words';
import styles from './query-field.module.css';

interface Props {
  query: string;
  onChange: (query: string) => void;
  /** What is wrong with the query, a sentence; null while nothing is. */
  problem: string | null;
  label: string;
  placeholder: string;
  /** Said where all of it is taken out. */
  clearLabel: string;
  /** What the menu of conditions offers. */
  examples: readonly Example[];
  onDown: () => void;
  /** Enter, when nothing is left to be finished. */
  onEnter: () => void;
  /** Shown at the end while it is empty and the focus is elsewhere. */
  hint?: ReactNode;
  /** In a bar: all in one line. */
  isInBar?: boolean;
  id?: string;
  /** Of the input; the field around it has it with `-field`. */
  testId: string;
}

/** Of a query, in characters. */
const LONGEST = 500;

/** Words and conditions: a condition becomes a chip once it is typed to its end, by a space, Enter, or leaving the field. */
export function QueryField({ query, onChange, problem, isInBar = false, id, testId, ...props }: Props): ReactNode {
  const { conditions, words } = splitQuery(query);
  /** A condition that is still being typed, with the words before it; of the query as it is without it. */
  const [started, setStarted] = useState<{ text: string; query: string } | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const input = useRef<HTMLInputElement>(null);
  // Who leads to another query from elsewhere ends what was being typed.
  const draft = started?.query === query ? started.text : null;
  const text = draft ?? words;
  const problemId = `${testId}-problem`;

  const take = (value: string): void => {
    const before = beforeUnfinished(value);
    if (before !== null) {
      const rest = joinQuery({ conditions, words: before });
      setStarted({ text: value, query: rest });
      if (rest !== query) onChange(rest);
      return;
    }
    setStarted(null);
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
    setStarted(null);
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
    if (event.key === 'Enter' && draft !== null) finish();
    else if (event.key === 'Enter') props.onEnter();
    else if (event.key === 'ArrowDown') props.onDown();
    else if (event.key === 'Escape' && (query !== '' || draft !== null)) clear();
    else if (event.key === 'Backspace' && isAtStart && last !== undefined) without(last);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.field} data-bar={isInBar} data-invalid={problem !== null} data-testid={`${testId}-field`}>
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
        id={id}
        type="text"
        aria-label={props.label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        placeholder={conditions.length === 0 ? props.placeholder : ''}
        autoComplete="off"
        spellCheck={false}
        maxLength={Math.max(0, LONGEST - (query.length - words.length))}
        value={text}
        data-testid={testId}
        onChange={(event) => take(event.currentTarget.value)}
        onKeyDown={onKey}
        onFocus={() => setFocus(true)}
        onBlur={() => {
          setFocus(false);
          finish();
        }}
      />
      {query === '' && draft === null ? null : <IconButton icon={X} label={props.clearLabel} onClick={clear} />}
      {query === '' && draft === null && !hasFocus ? props.hint : null}
      <IconButton
        icon={ListFilterPlus}
        label={t('Add a condition')}
        aria-haspopup="menu"
        data-testid={`${testId}-conditions`}
        onClick={(event) => setPlace(event.currentTarget.getBoundingClientRect())}
      />
      {place ? (
        <Menu
          label={t('Conditions')}
          place={place}
          items={props.examples.map(({ name, example }) => ({ id: `condition-${name}`, label: example, icon: ListFilterPlus, run: () => begin(name) }))}
          onClose={() => setPlace(null)}
        />
      ) : null}
    </div>
  );
}
