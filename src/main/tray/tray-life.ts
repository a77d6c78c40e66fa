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
  private wasShown = false;

  constructor(private readonly options: TrayLifeOptions) {}

  get isMade(): boolean {
    return this.view !== null;
  }

  make(): void {
    this.view ??= createTray(this.options);
    if (this.facts !== null) this.view?.show(this.facts);
    void this.look().then((isShown) => this.options.log.info('tray', { isShown }));
  }

  show(facts: TrayFacts): void {
    this.facts = facts;
    this.view?.show(facts);
  }

  /** Whether it can be seen. One that was made before its panel came can't be, so it is made again. */
  async look(): Promise<boolean> {
    const isShown = await isTrayShown();
    if (isShown && !this.wasShown && this.view !== null && process.platform === 'linux') {
      this.view.destroy();
      this.view = createTray(this.options);
      if (this.facts !== null) this.view?.show(this.facts);
    }
    this.wasShown = isShown && this.view !== null;
    return this.wasShown;
  }
}
