import type { BrowserWindow } from 'electron';

/** A window that was hidden is opened again at once for so long; then its page is let go, and the tray alone stays. */
const LET_GO_MS = 60_000;

/** The one main window: there, out of sight, or not at all while Filemill is in the tray. */
export class WindowKeeper {
  private current: BrowserWindow | null = null;
  private timer: NodeJS.Timeout | null = null;
  private readonly listeners: ((window: BrowserWindow) => void)[] = [];

  /** @param open makes a window that shows itself once it is painted */
  constructor(private readonly open: () => BrowserWindow) {}

  /** Null while there is none. */
  get window(): BrowserWindow | null {
    return this.current;
  }

  /** Somebody can see it, and works with it. */
  get isWatched(): boolean {
    return this.current !== null && this.current.isVisible() && this.current.isFocused();
  }

  /** Called for the window that is there, and for each that comes after it. */
  onOpened(listener: (window: BrowserWindow) => void): void {
    this.listeners.push(listener);
    if (this.current !== null) listener(this.current);
  }

  /** In front of everything, wherever it was: minimised, hidden in the tray, behind other windows, or not there. */
  show(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const { current } = this;
    if (current === null) {
      this.openNew();
      return;
    }
    if (current.isMinimized()) current.restore();
    current.show();
    current.focus();
  }

  hide(): void {
    this.current?.hide();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.current !== null && !this.current.isVisible()) this.current.destroy();
    }, LET_GO_MS);
  }

  private openNew(): void {
    const window = this.open();
    this.current = window;
    window.once('closed', () => {
      if (this.current === window) this.current = null;
    });
    for (const listener of this.listeners) listener(window);
  }
}
