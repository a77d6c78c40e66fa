import { Search } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { findItems, type PickerGroup, type PickerItem } from './find-items';
import { t } from '../../../shared/words/words';
import styles from './picker.module.css';

const EDGE = 8;

/** What was typed, taken as it is; shown first, under a title of its own. */
export interface FreeItem {
  readonly title: string;
  readonly item: (text: string) => PickerItem | null;
}

interface Props {
  label: string;
  groups: readonly PickerGroup[];
  /** Below this box if there is room. */
  place: DOMRect;
  free?: FreeItem;
  /** As wide as the place, with room for more lines. */
  isLarge?: boolean;
  onPick: (id: string) => void;
  onClose: () => void;
}

/** A long choice in groups, narrowed by typing. Mounted means open; Enter takes the marked one, Esc closes. */
export function Picker({ label, groups, place, free, isLarge = false, onPick, onClose }: Props): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const close = useRef(onClose);
  close.current = onClose;

  const shown = useMemo(() => {
    const own = free?.item(text.trim()) ?? null;
    return [...(free && own ? [{ title: free.title, items: [own] }] : []), ...findItems(groups, text)];
  }, [groups, text, free]);
  const items = useMemo(() => shown.flatMap((group) => group.items), [shown]);
  const marked = items[Math.min(at, items.length - 1)];

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    if (isLarge) box.style.width = `${place.width}px`;
    box.showPopover();
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${Math.max(EDGE, Math.min(place.left, window.innerWidth - width - EDGE))}px`;
    const isBelow = place.bottom + height + EDGE <= window.innerHeight || place.top < height;
    // Above it hangs from the box, so that it stays there when typing makes it smaller.
    if (isBelow) box.style.top = `${Math.min(place.bottom + 2, Math.max(EDGE, window.innerHeight - height - EDGE))}px`;
    else box.style.bottom = `${window.innerHeight - place.top + 2}px`;
  }, [place, isLarge]);

  useEffect(() => {
    const before = document.activeElement;
    ref.current?.querySelector('input')?.focus();
    const away = (event: PointerEvent): void => {
      if (!ref.current?.contains(event.target as Node)) close.current();
    };
    const leave = (): void => close.current();
    window.addEventListener('pointerdown', away, true);
    window.addEventListener('resize', leave);
    return () => {
      window.removeEventListener('pointerdown', away, true);
      window.removeEventListener('resize', leave);
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  useEffect(() => {
    ref.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [marked]);

  const pick = (item: PickerItem): void => {
    onClose();
    onPick(item.id);
  };
  const onKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (event.key === 'Enter' && marked) pick(marked);
    else if (step !== undefined) setAt(Math.max(0, Math.min(items.length - 1, at + step)));
    else return;
    event.preventDefault();
  };

  return (
    <div ref={ref} className={styles.picker} popover="manual" data-large={isLarge} data-testid="picker">
      <div className={styles.find}>
        <Search aria-hidden />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={marked ? `${id}-${items.indexOf(marked)}` : undefined}
          aria-autocomplete="list"
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div className={styles.list} id={`${id}-list`} role="listbox" aria-label={label}>
        {shown.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <p className={styles.title} aria-hidden>
              {group.title}
            </p>
            {group.items.map((item) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={item.id}
                id={`${id}-${items.indexOf(item)}`}
                className={styles.item}
                role="option"
                tabIndex={-1}
                aria-selected={item === marked}
                data-testid={`pick-${item.id}`}
                onClick={() => pick(item)}
              >
                {item.icon ? <item.icon aria-hidden /> : null}
                <span className={styles.label} data-mono={item.isMono} title={item.label}>
                  {item.label}
                </span>
                {item.hint ? <span className={styles.hint} title={item.hint}>{item.hint}</span> : null}
              </div>
            ))}
          </div>
        ))}
      </div>
      {items.length === 0 ? (
        <p className={styles.nothing} role="status">
          {t('Nothing is called that.')}
        </p>
      ) : null}
    </div>
  );
}
