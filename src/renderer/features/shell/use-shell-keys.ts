import { useEffect } from 'react';
import { useDialogs } from '../../state/dialog-store';
import { useRoute } from '../../state/route-store';
import { SECTIONS } from './sections';

/** Single letters are no shortcuts while someone types. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox], [type=radio]), textarea, select') !== null;
}

/** Ctrl 1 … 9 and 0 in the order of the rail, and the comma for what lies at its foot. */
function sectionOf(key: string): (typeof SECTIONS)[number] | undefined {
  if (key === ',') return SECTIONS.find(({ isLow }) => isLow);
  return /^\d$/.test(key) ? SECTIONS.filter(({ isLow }) => !isLow)[(Number(key) + 9) % 10] : undefined;
}

export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('#search');
  field?.focus();
  field?.select();
}

function cycleRegions(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length];
  if (!next) return;
  const inside = next.querySelector<HTMLElement>('[data-list], [aria-current="page"], input, button:not(:disabled), a');
  (inside ?? next).focus();
}

/** The keys that work everywhere in the window. */
export function useShellKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const command = (event.ctrlKey || event.metaKey) && !event.altKey;
      const section = command ? sectionOf(event.key) : undefined;
      const plain = !command && !event.altKey && !isTyping(event.target);
      if (command && event.key.toLowerCase() === 'k') focusSearch();
      else if (section) useRoute.getState().go({ section: section.id });
      else if (event.key === 'F6') cycleRegions(event.shiftKey ? -1 : 1);
      else if (plain && event.key === '/') focusSearch();
      else if (plain && event.key === '?') useDialogs.getState().setKeyHelp(true);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
