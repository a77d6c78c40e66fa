import { callShell } from '../../engine-client/shell-client';
import { useEngine } from '../../state/engine-store';

/** Marks the moment when the window first shows the engine's state, or that there is none to show. */
export function tellInteractive(): void {
  const unsubscribe = useEngine.subscribe((state) => {
    if (!state.snapshot && state.link !== 'failed') return;
    unsubscribe();
    // After the frame that paints it.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (state.snapshot) performance.mark('filemill:interactive');
        void callShell('window.ready', {}).catch(() => undefined);
      }),
    );
  });
}
