import type { BrowserWindow, WebContents } from 'electron';

/** The windows that show the detail of one file each, beside the main one: one for a file, however often it is asked for. */
export class FileWindows {
  private readonly windows = new Map<number, BrowserWindow>();
  private readonly listeners: ((window: BrowserWindow, fileId: number) => void)[] = [];

  /** @param open makes a window that shows itself once it is painted; `origin` is the one opened last, null for the first */
  constructor(private readonly open: (fileId: number, origin: BrowserWindow | null) => BrowserWindow) {}

  /** Called for each window before it is shown. */
  onOpened(listener: (window: BrowserWindow, fileId: number) => void): void {
    this.listeners.push(listener);
  }

  /** In front of everything; opened if the file has none. */
  show(fileId: number): void {
    const there = this.windows.get(fileId);
    if (there === undefined) {
      this.openNew(fileId);
      return;
    }
    if (there.isMinimized()) there.restore();
    there.show();
    there.focus();
  }

  /** Of those that are open. */
  get pages(): readonly WebContents[] {
    return [...this.windows.values()].map(({ webContents }) => webContents);
  }

  /** Puts them out of sight: the program ends, which takes a moment. */
  hide(): void {
    for (const window of this.windows.values()) window.hide();
  }

  private openNew(fileId: number): void {
    const window = this.open(fileId, [...this.windows.values()].at(-1) ?? null);
    this.windows.set(fileId, window);
    window.once('closed', () => void this.windows.delete(fileId));
    for (const listener of this.listeners) listener(window, fileId);
  }
}
