import { SECTIONS } from './sections';

/** Fetches the code of all screens, one after another while the page has nothing else to do, so that each comes at once. */
export async function fetchAhead(): Promise<void> {
  for (const { fetch } of SECTIONS) {
    await new Promise((resolve) => requestIdleCallback(resolve));
    // What may go wrong here shows where the screen is opened, which fetches it again.
    await fetch?.().catch(() => undefined);
  }
}
