import { askForEngine } from '../../engine-client/engine-client';
import { callShell } from '../../engine-client/shell-client';
import { useEngine } from '../../state/engine-store';
import { fetchAhead } from './fetch-ahead';
import { SECTIONS } from './sections';

/**
 * Marks two moments: `filemill:interactive`, when the window is first painted and takes keys and clicks, with the state
 * of the last time or without one; and `filemill:live`, when it first shows what the engine says, or that there is none.
 * What the window does not need for either waits for it.
 */
export function tellInteractive(onInteractive: () => void): void {
  afterPaint(() => {
    performance.mark('filemill:interactive');
    askForEngine();
    onInteractive();
  });
  const unsubscribe = useEngine.subscribe((state) => {
    if (state.link !== 'connected' && state.link !== 'failed') return;
    unsubscribe();
    afterPaint(() => {
      if (state.link === 'connected') performance.mark('filemill:live');
      void callShell('window.ready', { sections: SECTIONS.map(({ id, label }) => ({ id, label })) }).catch(() => undefined);
      void fetchAhead();
    });
  });
}

/** After the frame that shows what was rendered before. */
function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
