import type { Log } from '../../base/log';
import { createTray, type TrayView } from './tray';
import type { TrayAct, TrayFacts } from './tray-menu';
import { isTrayShown } from './tray-presence';

interface TrayLifeOptions {
  readonly iconFolder: string;
  readonly onAct: (act: TrayAct) => void;
  readonly log: Log;
}

/** Our icon in the tray, and whether anybody can see it. */
export class TrayLife {
  private view: TrayView | null = null;
  private facts: TrayFacts | null = null;
  private isWanted = false;
  private wasShown = false;

  constructor(private readonly options: TrayLifeOptions) {}

  /** It is there, or will be in a moment. */
  get isMade(): boolean {
    return this.isWanted;
  }

  make(): void {
    if (this.isWanted) return;
    this.isWanted = true;
    void this.look().then((isShown) => {
      // Where nothing seems to show it, an older kind of panel may.
      if (this.view === null) this.create();
      this.options.log.info('tray', { isShown });
    });
  }

  show(facts: TrayFacts): void {
    this.facts = facts;
    this.view?.show(facts);
  }

  /** Whether it can be seen. One that was made before its panel came can't be, so it is made again. */
  async look(): Promise<boolean> {
    const isShown = await isTrayShown();
    if (isShown && !this.wasShown && this.isWanted) this.create();
    this.wasShown = isShown && this.view !== null;
    return this.wasShown;
  }

  private create(): void {
    this.view?.destroy();
    this.view = createTray(this.options);
    if (this.facts !== null) this.view?.show(this.facts);
  }
}
