import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../shared/model/engine';
import type { HistoryRow } from '../../shared/model/history';
import { pauseEnd, trayMenu, type TrayItem } from './tray-menu';

const running = { state: 'running', error: null } as const;
const snapshot = (change: Partial<Snapshot> = {}): Snapshot =>
  ({
    state: 'running',
    pausedUntil: null,
    accounting: { seen: 0, done: 0, inProgress: 0, waiting: 0, attention: 0, ignored: 0 },
    folders: [{ id: 7, settings: { name: 'Scans & more' } }],
    ...change,
  }) as Snapshot;
const result = (fileId: number, name: string): HistoryRow => ({ type: 'job', fileId, name, stateLabel: 'Done' }) as HistoryRow;

const find = (items: readonly TrayItem[], label: string): TrayItem | undefined => items.find((item) => item !== 'separator' && item.label === label);
const labels = (items: readonly TrayItem[]): string[] => items.map((item) => (item === 'separator' ? '-' : item.label));

describe('trayMenu', () => {
  it('holds everything, and ends with an honest Quit', () => {
    const items = trayMenu({ status: running, snapshot: snapshot(), results: [result(3, 'a.pdf')] });
    expect(labels(items)).toEqual([
      'All caught up', '-', 'Open Filemill', 'Pause', '-', 'Last results', 'a.pdf: Done', '-', 'Scan now', 'Open drop folder', '-', 'Settings', 'Quit (watching stops)',
    ]);
    expect(find(items, 'a.pdf: Done')).toMatchObject({ act: { do: 'showFile', id: 3 } });
    expect(find(items, 'Scan now')).toMatchObject({ items: [{ label: 'Scans && more', act: { do: 'scan', folderId: 7 } }] });
    expect(find(items, 'Open drop folder')).toMatchObject({ items: [{ act: { do: 'openFolder', folderId: 7 } }] });
  });

  it('offers to resume while paused, and nothing of the engine without one', () => {
    expect(find(trayMenu({ status: running, snapshot: snapshot({ state: 'paused' }), results: [] }), 'Resume')).toMatchObject({ act: { do: 'resume' } });
    const items = trayMenu({ status: { state: 'failed', error: null }, snapshot: null, results: [] });
    for (const label of ['Pause', 'Scan now', 'Open drop folder']) expect(find(items, label)).toMatchObject({ isOff: true });
    expect(labels(items)).not.toContain('Last results');
  });

  it('shows five results, and of a long or a strange name what it is', () => {
    const many = Array.from({ length: 9 }, (_, i) => result(i + 1, `${i}.txt`));
    expect(labels(trayMenu({ status: running, snapshot: snapshot(), results: many })).filter((label) => label.endsWith(': Done'))).toHaveLength(5);
    const [strange] = labels(trayMenu({ status: running, snapshot: snapshot(), results: [result(1, `invoice\u202efdp.exe${'x'.repeat(100)}`)] })).slice(6);
    expect(strange).toMatch(/^invoice\\u202efdp\.exe.*…x+: Done$/);
    expect([...(strange as string)].length).toBeLessThanOrEqual(48);
  });
});

describe('pauseEnd', () => {
  it('is half an hour on, the next morning, or never', () => {
    const late = new Date(2026, 11, 31, 23, 58);
    expect(pauseEnd('halfHour', late)).toBe(new Date(2027, 0, 1, 0, 28).getTime());
    expect(pauseEnd('untilTomorrow', late)).toBe(new Date(2027, 0, 1, 6).getTime());
    expect(pauseEnd('good', late)).toBeNull();
  });
});
