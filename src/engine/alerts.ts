import type { Alert, Level } from '../shared/model/engine';
import type { ErrorData } from '../shared/errors/filemill-error';
import { t } from '../shared/words/words';

/** What the user must know beyond single files. One alert per id; a newer one replaces the older. */
export class Alerts {
  private readonly alerts = new Map<string, Alert>();

  /** Hears of each alert when it is raised, and again when it says something else. */
  onRaised: (alert: Alert) => void = () => undefined;

  constructor(private readonly changed: () => void) {}

  raise(id: string, level: Level, error: Pick<ErrorData, 'message' | 'hint'>): void {
    const isNews = this.alerts.get(id)?.message !== error.message;
    this.alerts.set(id, { id, level, message: error.message, hint: error.hint, at: Date.now() });
    this.changed();
    const alert = this.alerts.get(id);
    if (isNews && alert) this.onRaised(alert);
  }

  clear(id: string): void {
    if (this.alerts.delete(id)) this.changed();
  }

  list(): Alert[] {
    return [...this.alerts.values()];
  }
}

type Words = Pick<ErrorData, 'message' | 'hint'>;

export function missingFiles(folderName: string, files: number): Words {
  return {
    message: t('{folderName}: none of the {files, number} files that were here is found, and the folder is another one than before.', { folderName, files }),
    hint: t('Perhaps its drive is not connected. No file counts as deleted until you say so on the Folders screen.'),
  };
}

export function ledgerReplaced({ from, quarantine }: { from: 'backup' | 'nothing'; quarantine: string }): Words {
  return {
    message:
      from === 'backup'
        ? t('The ledger was damaged. It was replaced by its last good copy; newer files are read again.')
        : t('The ledger was damaged and had no copy. A new one was started; the files in your folders are read again.'),
    hint: t('Nothing was deleted: the damaged one lies at {quarantine}.', { quarantine }),
  };
}
