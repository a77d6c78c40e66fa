import { Plus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../../parts/button';
import { IconButton } from '../../../parts/icon-button';
import { TextInput } from '../condition/text-input';
import { midSentence } from '../../../format/mid-sentence';
import { t } from '../../../../shared/words/words';
import styles from './action.module.css';

type Headers = Readonly<Record<string, string>>;

interface Props {
  /** What one of them is called, and a name for an example. */
  word: { one: string; example: string };
  headers: Headers;
  onChange: (headers: Headers) => void;
}

/** Names and values that go with a request or an object. A line without a name is none yet. */
export function HeadersField({ word, headers, onChange }: Props): ReactNode {
  const [lines, setLines] = useState<readonly (readonly [string, string])[]>(() => Object.entries(headers));
  const shown = isSame(lines, headers) ? lines : Object.entries(headers);
  const set = (next: readonly (readonly [string, string])[]): void => {
    setLines(next);
    onChange(Object.fromEntries(next.filter(([name]) => name.trim() !== '')));
  };
  return (
    <div className={styles.pairs}>
      {shown.map(([name, value], at) => (
        // A line has no identity but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at}>
          <TextInput label={`${word.one} ${at + 1}`} value={name} placeholder={word.example} isMono onChange={(next) => set(shown.with(at, [next, value]))} />
          <TextInput label={t('Value {at}', { at: at + 1 })} value={value} isMono onChange={(next) => set(shown.with(at, [name, next]))} />
          <IconButton icon={X} label={t('Take {what} {at} out', { what: midSentence(word.one), at: at + 1 })} onClick={() => set(shown.toSpliced(at, 1))} />
        </div>
      ))}
      <Button kind="quiet" icon={Plus} onClick={() => set([...shown, ['', '']])}>
        {word.one}
      </Button>
    </div>
  );
}

function isSame(lines: readonly (readonly [string, string])[], headers: Headers): boolean {
  return JSON.stringify(Object.fromEntries(lines.filter(([name]) => name.trim() !== ''))) === JSON.stringify(headers);
}
