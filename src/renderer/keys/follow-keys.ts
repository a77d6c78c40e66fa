import { useRoute } from '../state/route-store';
import { useSettings } from '../state/settings-store';
import { keyNameOf, keyPressOf } from './key-name';
import { groupsIn } from './key-table';
import { translateKey } from './own-keys';

/** Single letters are no shortcuts while someone types. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox], [type=radio]), textarea, select') !== null;
}

/** Presses a key for whatever would hear it there. */
export function pressKey(name: string, target: EventTarget | null = document.activeElement): void {
  const press = keyPressOf(name, window.filemill?.platform === 'darwin');
  (target ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true }));
}

/**
 * Puts the keys of a person's own in front of all others: where one of them is pressed, the page hears the usual key of
 * what was put on it, so that no screen needs to know. What is typed into a field, and what stands in the settings to be
 * recorded, is left alone.
 */
export function followKeys(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      const own = useSettings.getState().settings?.keys;
      if (!own || !event.isTrusted || Object.keys(own).length === 0) return;
      const pressed = keyNameOf(event);
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1;
      if (pressed === null || (isPlain && isTyping(event.target)) || (event.target as HTMLElement | null)?.closest?.('[data-records-key]')) return;
      const meant = translateKey(pressed, groupsIn(useRoute.getState().route.section), own);
      if (meant === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (meant !== 'nothing') pressKey(meant, event.target);
    },
    true,
  );
}
