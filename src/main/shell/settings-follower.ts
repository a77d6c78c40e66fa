import type { Log } from '../../base/log';
import type { Snapshot } from '../../shared/model/engine';
import type { GeneralSettings } from '../../shared/model/settings';

/** Tells the settings in force, at first and after each change of them, by whoever it was. */
export class SettingsFollower {
  private seen: number | null = null;

  constructor(
    private readonly read: () => Promise<GeneralSettings>,
    private readonly onSettings: (settings: GeneralSettings) => void,
    private readonly log: Log,
  ) {}

  /** An engine that is started again counts its changes from the beginning. */
  forget(): void {
    this.seen = null;
  }

  update({ settingsRevision }: Snapshot): void {
    if (settingsRevision === this.seen) return;
    this.seen = settingsRevision;
    this.read().then(this.onSettings, (error: unknown) => {
      this.log.warn('settings.not-read', { error });
      this.seen = null;
    });
  }
}
