import { snapshotSchema, type Snapshot } from '../../shared/model/engine';
import { useEngine } from './engine-store';

const KEY = 'filemill:last-snapshot';
const REMEMBER_EVERY_MS = 60_000;

/** What the window showed last, so that the next start need not wait for the engine to have something to show. */
export function recallSnapshot(): Snapshot | null {
  const kept = localStorage.getItem(KEY);
  if (kept === null) return null;
  try {
    const parsed = snapshotSchema.safeParse(JSON.parse(kept));
    // Nothing is running while the engine is not there yet.
    return parsed.success ? { ...parsed.data, state: 'starting', running: [], filesPerSecond: 0 } : null;
  } catch {
    // Written by another version, or cut off: the engine tells anew.
    return null;
  }
}

/** Shows what was remembered until the engine answers, and keeps remembering. */
export function followRemembered(): void {
  const recalled = recallSnapshot();
  if (recalled) useEngine.setState({ snapshot: recalled });
  const remember = (): void => {
    const { snapshot, link } = useEngine.getState();
    if (snapshot && link === 'connected') localStorage.setItem(KEY, JSON.stringify(snapshot));
  };
  window.addEventListener('pagehide', remember);
  setInterval(remember, REMEMBER_EVERY_MS);
  const unsubscribe = useEngine.subscribe(({ link }) => {
    if (link !== 'connected') return;
    unsubscribe();
    remember();
  });
}
