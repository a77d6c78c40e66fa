import { useEffect } from 'react';
import { isTyping } from '../../keys/follow-keys';
import { keyNameOf } from '../../keys/key-name';
import { keyOfSection } from '../../keys/key-table';
import { listIn } from '../../parts/beside-list';
import { useDialogs } from '../../state/dialog-store';
import { useRoute } from '../../state/route-store';
import { openFileWindow } from '../file-window/open-file-window';
import { usePalette } from '../palette/palette-store';
import { SECTIONS } from './sections';

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
  // A list first, also where buttons stand above it.
  const inside = listIn(next) ?? next.querySelector<HTMLElement>('[aria-current="page"]') ?? next.querySelector<HTMLElement>('input, button:not(:disabled), a');
  (inside ?? next).focus();
}

/** The file whose details are on show, from wherever the focus is. */
function openShownFile(): void {
  const { fileId } = useRoute.getState().route;
  if (fileId !== null) openFileWindow(fileId);
}

/** By the names of src/renderer/keys/key-table.ts. */
const ACTS: Readonly<Record<string, () => void>> = {
  'Ctrl+k': () => usePalette.getState().open(),
  'Ctrl+,': () => useRoute.getState().go({ section: 'settings' }),
  F6: () => cycleRegions(1),
  'Shift+F6': () => cycleRegions(-1),
  'Shift+Enter': openShownFile,
  '/': focusSearch,
  '?': () => useDialogs.getState().setKeyHelp(true),
  ...Object.fromEntries(
    SECTIONS.filter(({ isLow }) => !isLow).flatMap(({ id }, at) => {
      const key = keyOfSection(at);
      return key === undefined ? [] : [[key, () => useRoute.getState().go({ section: id })]];
    }),
  ),
};

/** The keys that work everywhere in the window. */
export function useShellKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const name = keyNameOf(event);
      const act = name !== null && Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
      if (!act || ((name?.length === 1 || name === 'Shift+Enter') && isTyping(event.target))) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
