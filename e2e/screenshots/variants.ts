import type { RunningApp } from '../app';

/* The ways in which every screen is looked at. */

export const LOOKS = ['light', 'dark', 'contrast'] as const;
export type Look = (typeof LOOKS)[number];

export const SIZES = [
  [900, 560],
  [1920, 1080],
] as const;
export type Size = (typeof SIZES)[number];

/** A size of its own for the pictures of the documentation. */
export const DOCUMENT_SIZE = [1200, 760] as const;

export async function setLook({ page }: RunningApp, look: Look): Promise<void> {
  await page.emulateMedia({ contrast: look === 'contrast' ? 'more' : 'no-preference', reducedMotion: 'reduce' });
  const appearance = look === 'dark' ? 'dark' : 'light';
  await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
  await page.waitForFunction((isDark) => window.matchMedia('(prefers-color-scheme: dark)').matches === isDark, look === 'dark');
}

export async function setSize({ electron, page }: RunningApp, [width, height]: readonly [number, number]): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0] ?? 0, size[1] ?? 0), [width, height] as const);
  await page.waitForFunction((size) => window.innerWidth === size[0] && window.innerHeight === size[1], [width, height] as const);
}
