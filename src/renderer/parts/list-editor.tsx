import { Plus, X } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { IconButton } from './icon-button';
import { TextField } from './text-field';
import styles from './list-editor.module.css';

interface Props {
  /** What one line is. */
  label: string;
  items: readonly string[];
  onChange: (items: string[]) => void;
}

/** Lines of text to change, take away and add to. */
export function ListEditor({ label, items, onChange }: Props): ReactNode {
  const [added, setAdded] = useState('');
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const line = added.trim();
    if (line === '' || items.includes(line)) return;
    setAdded('');
    onChange([...items, line]);
  };
  const replace = (index: number, line: string): void => {
    onChange(items.map((item, at) => (at === index ? line.trim() : item)).filter((item) => item !== ''));
  };
  return (
    <ul className={styles.list}>
      {items.map((item, index) => (
        <li key={item}>
          <TextField label={`${label} ${index + 1}`} value={item} mono onCommit={(line) => replace(index, line)} />
          <IconButton icon={X} label={`Remove ${item}`} onClick={() => onChange(items.filter((one) => one !== item))} />
        </li>
      ))}
      <li>
        <form onSubmit={add}>
          <input
            aria-label={`Add: ${label.toLowerCase()}`}
            placeholder="Add a pattern"
            value={added}
            maxLength={500}
            spellCheck={false}
            onChange={(event) => setAdded(event.currentTarget.value)}
          />
          <IconButton icon={Plus} label="Add" type="submit" disabled={added.trim() === ''} />
        </form>
      </li>
    </ul>
  );
}
