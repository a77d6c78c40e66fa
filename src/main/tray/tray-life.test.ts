import { beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../../base/log';
import { TrayLife } from './tray-life';
import type { TrayFacts } from './tray-menu';

const panel = vi.hoisted(() => ({ isThere: true, made: [] as { show: ReturnType<typeof vi.fn>; destroy: ReturnType<typeof vi.fn> }[] }));
vi.mock('./tray-presence', () => ({ isTrayShown: () => Promise.resolve(panel.isThere) }));
vi.mock('./tray', () => ({
  createTray: () => {
    const view = { show: vi.fn(), destroy: vi.fn() };
    panel.made.push(view);
    return view;
  },
}));

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), close: vi.fn() } satisfies Log;
const facts = { status: { state: 'starting', error: null }, snapshot: null, results: [] } as TrayFacts;
const made = (): TrayLife => new TrayLife({ iconFolder: '/icons', onAct: () => undefined, log });
beforeEach(() => {
  panel.isThere = true;
  panel.made.length = 0;
  vi.clearAllMocks();
});

it('makes one icon, and shows in it what was to be shown before', async () => {
  const tray = made();
  expect(tray.isMade).toBe(false);
  tray.show(facts);
  tray.make();
  tray.make();
  expect(tray.isMade).toBe(true);
  await vi.waitFor(() => expect(log.info).toHaveBeenCalledWith('tray', { isShown: true }));
  expect(await tray.look()).toBe(true);
  expect(panel.made).toHaveLength(1);
  expect(panel.made[0]?.show).toHaveBeenCalledWith(facts);
});

it('makes it again when its panel comes later', async () => {
  panel.isThere = false;
  const tray = made();
  tray.make();
  await vi.waitFor(() => expect(log.info).toHaveBeenCalledWith('tray', { isShown: false }));
  tray.show(facts);
  expect(await tray.look()).toBe(false);
  expect(panel.made).toHaveLength(1);
  panel.isThere = true;
  expect(await tray.look()).toBe(true);
  expect(panel.made).toHaveLength(2);
  expect(panel.made[0]?.destroy).toHaveBeenCalledTimes(1);
  expect(panel.made[1]?.show).toHaveBeenCalledWith(facts);
});

it('is no place to hide in before it is made', async () => {
  expect(await made().look()).toBe(false);
  expect(panel.made).toHaveLength(0);
});
