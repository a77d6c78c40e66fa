import { ChevronDown, type LucideIcon } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { PickerGroup } from './find-items';
import { Picker, type FreeItem } from './picker';
import styles from './picker.module.css';

interface Props {
  /** What is chosen: "What is asked", "Another action". */
  label: string;
  /** What is chosen now, or the words that offer it. */
  text: string;
  groups: readonly PickerGroup[];
  free?: FreeItem;
  /** In place of the arrow. */
  icon?: LucideIcon;
  /** It offers something instead of showing a choice. */
  isQuiet?: boolean;
  isInvalid?: boolean;
  testId?: string;
  onPick: (id: string) => void;
}

/** A button that opens a long choice. */
export function PickButton({ label, text, groups, free, icon: Icon, isQuiet = false, isInvalid = false, testId, onPick }: Props): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<DOMRect | null>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-expanded={place !== null}
        aria-label={text === label ? label : `${label}: ${text}`}
        data-quiet={isQuiet}
        data-invalid={isInvalid || undefined}
        data-testid={testId}
        onClick={() => setPlace(button.current?.getBoundingClientRect() ?? null)}
      >
        {Icon ? <Icon aria-hidden /> : null}
        <span className={styles.text}>{text}</span>
        {Icon ? null : <ChevronDown aria-hidden />}
      </button>
      {place ? <Picker label={label} groups={groups} place={place} {...(free ? { free } : {})} onPick={onPick} onClose={() => setPlace(null)} /> : null}
    </>
  );
}
