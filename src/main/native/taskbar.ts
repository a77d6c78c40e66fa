import { app, nativeImage, type BrowserWindow, type NativeImage } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '../../shared/model/engine';
import type { EngineStatus } from '../supervise/engine-supervisor';
import { trayFace, type TrayIcon } from '../tray/tray-face';
import { BurstProgress } from './burst-progress';

/** Marks over the icon in the taskbar of Windows; the other states have none. */
const MARKED: readonly TrayIcon[] = ['paused', 'attention', 'error'];

/** Progress, badge and mark on the icon of the running program, where the desktop draws any. */
export class Taskbar {
  private readonly burst = new BurstProgress();
  private readonly marks = new Map<TrayIcon, NativeImage>();
  private shown = '';
  private badge = -1;

  constructor(private readonly iconFolder: string) {}

  show(window: BrowserWindow | null, status: EngineStatus, snapshot: Snapshot | null): void {
    const fraction = snapshot === null ? null : this.burst.update(snapshot.accounting);
    const attention = snapshot?.accounting.attention ?? 0;
    if (attention !== this.badge) app.setBadgeCount(attention);
    this.badge = attention;
    if (window === null || window.isDestroyed()) return;
    const { icon, line } = trayFace(status, snapshot);
    // A hundred steps are more than anybody sees.
    const percent = fraction === null ? -1 : Math.round(fraction * 100);
    const key = `${window.id} ${percent} ${icon} ${line}`;
    if (key === this.shown) return;
    this.shown = key;
    window.setProgressBar(percent < 0 ? -1 : percent / 100, { mode: icon === 'error' ? 'error' : icon === 'paused' ? 'paused' : 'normal' });
    if (process.platform === 'win32') window.setOverlayIcon(this.markFor(icon), line);
  }

  private markFor(icon: TrayIcon): NativeImage | null {
    if (!MARKED.includes(icon)) return null;
    const mark = this.marks.get(icon) ?? nativeImage.createFromBuffer(readFileSync(join(this.iconFolder, `overlay-${icon}.png`)));
    this.marks.set(icon, mark);
    return mark;
  }
}
