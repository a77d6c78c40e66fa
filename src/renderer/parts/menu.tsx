import type { LucideIcon } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Kbd } from './kbd';
import styles from './menu.module.css';

const EDGE = 8;

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The key that does the same without the menu. */
  readonly key?: string | undefined;
  readonly isDisabled?: boolean;
  readonly run: () => void;
}

/** Where a menu opens: below this box if there is room, right edges in line; at a point, to its right. */
export type MenuPlace = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

interface Props {
  label: string;
  items: readonly MenuItem[];
  place: MenuPlace;
  onClose: () => void;
}

/** A menu over everything else. Mounted means open; arrow keys move, Esc and a click elsewhere close. */
export function Menu({ label, items, place, onClose }: Props): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const menu = ref.current;
    if (!menu) return;
    menu.showPopover();
    const { width, height } = menu.getBoundingClientRect();
    const wanted = place.left === place.right ? place.left : place.right - width;
    const left = Math.max(EDGE, Math.min(wanted, window.innerWidth - width - EDGE));
    const isBelow = place.bottom + height + EDGE <= window.innerHeight;
    const top = isBelow ? place.bottom + 2 : Math.max(EDGE, place.top - height - 2);
    menu.style.left = `${left}px`;
    menu.style.top = `${top}px`;
  }, [place]);

  useEffect(() => {
    const before = document.activeElement;
    ref.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
    const away = (event: PointerEvent): void => {
      if (!ref.current?.contains(event.target as Node)) close.current();
    };
    const leave = (): void => close.current();
    window.addEventListener('pointerdown', away, true);
    window.addEventListener('resize', leave);
    window.addEventListener('blur', leave);
    return () => {
      window.removeEventListener('pointerdown', away, true);
      window.removeEventListener('resize', leave);
      window.removeEventListener('blur', leave);
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const onKey = (event: KeyboardEvent): void => {
    const buttons = [...(ref.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
    const target = targets[event.key];
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (target !== undefined) buttons[Math.max(0, Math.min(buttons.length - 1, target))]?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <div ref={ref} className={styles.menu} popover="manual" role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKey}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={item.isDisabled ?? false}
          data-testid={`menu-${item.id}`}
          onClick={() => {
            onClose();
            item.run();
          }}
        >
          <item.icon aria-hidden />
          {item.label}
          {item.key ? (
            <span className={styles.key}>
              <Kbd>{item.key}</Kbd>
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
