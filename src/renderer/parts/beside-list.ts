import { useEffect } from 'react';

/* What a list and the details beside it do for one another. */

/** What takes the focus of the list in `region`: the list, or where its rows have it one of them. */
export function listIn(region: ParentNode): HTMLElement | null {
  const list = region.querySelector<HTMLElement>('[data-list]');
  return list?.hasAttribute('tabindex') ? list : (list?.querySelector<HTMLElement>('[tabindex="0"]') ?? null);
}

export function focusList(): void {
  listIn(document)?.focus();
}

/** Frames that details may take to be read and drawn. */
const FRAMES = 60;

/** The tabs of the details, once they are drawn. */
export function focusDetail(): void {
  const look = (frames: number): void => {
    const tab = document.querySelector<HTMLElement>('[data-detail] [role=tab][tabindex="0"]');
    if (tab) tab.focus();
    else if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  requestAnimationFrame(() => look(FRAMES));
}

/** The first file of the list, once the list answers what was asked last. */
export function openFirst(): void {
  focusList();
  const look = (frames: number): void => {
    const row = document.querySelector('[data-list][aria-busy="false"] [role="row"][aria-rowindex="2"][data-file-id]');
    // As a hand does it, so that the list knows what it does when a row is opened.
    if (row) row.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    else if (frames > 0) requestAnimationFrame(() => look(frames - 1));
  };
  requestAnimationFrame(() => look(FRAMES));
}

/** Esc closes what is open beside the list; null while nothing is. */
export function useEscape(close: (() => void) | null): void {
  useEffect(() => {
    if (!close) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) close();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
