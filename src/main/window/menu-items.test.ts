import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuItems } from './menu-items';

const sections = [...'abcdefghijkl'].map((id) => ({ id, label: id.toUpperCase() }));
const made = (platform: NodeJS.Platform, onAct = vi.fn()) => menuItems({ platform, productName: 'Filemill', sections: [...sections, { id: 'settings', label: 'Settings' }], onAct });
const under = (items: MenuItemConstructorOptions[], label: string): MenuItemConstructorOptions[] =>
  (items.find((item) => item.label === label)?.submenu ?? []) as MenuItemConstructorOptions[];
const labels = (items: MenuItemConstructorOptions[]): unknown[] => items.map(({ label, role }) => label ?? role).filter(Boolean);

describe('menuItems', () => {
  it('has what belongs to the application where the platform has it', () => {
    expect(labels(made('darwin'))).toEqual(['Filemill', '&File', '&Edit', '&View', '&Go', '&Window', '&Help']);
    expect(labels(under(made('darwin'), 'Filemill'))).toEqual(expect.arrayContaining(['About Filemill', 'Settings…', 'Quit Filemill', 'Services', 'Hide Filemill']));
    for (const platform of ['linux', 'win32'] as const) {
      const items = made(platform);
      expect(labels(items)).toEqual(['&File', '&Edit', '&View', '&Go', '&Window', '&Help']);
      expect(labels(under(items, '&File'))).toEqual(['Add folder…', 'Open archive…', 'Settings…', 'Close window', 'Quit Filemill']);
      expect(labels(under(items, '&Help'))).toEqual(['Documentation', 'Keys', 'Copy diagnostics', 'Show the logs', 'About Filemill']);
    }
  });

  it('goes to the sections of the window by their order, Settings by its own key', () => {
    const onAct = vi.fn();
    const go = under(made('linux', onAct), '&Go');
    expect(go.map(({ accelerator }) => accelerator)).toEqual([...'1234567890'].map((key) => `CmdOrCtrl+${key}` as unknown).concat([undefined, undefined]));
    const third = go[2]?.click as () => void;
    third();
    expect(onAct).toHaveBeenCalledWith({ do: 'goTo', section: 'c' });
  });

  it('has no key twice', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const keys = made(platform).flatMap(({ submenu }) => (submenu as MenuItemConstructorOptions[]).map(({ accelerator }) => accelerator)).filter(Boolean);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
