import { stat } from 'node:fs/promises';
import { toFsPath } from '../../base/byte-name';
import { mayHang } from '../../base/filesystem-kind';
import { Patience, SILENT } from '../../base/patience';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { t } from '../../shared/words/words';

interface ReachParts {
  /** Whether a place is on a share. */
  mayHang(path: string): boolean;
  /** Any question that only its file system can answer. */
  look(path: string): Promise<unknown>;
}

/**
 * Whether places answer. A share may hang for good, and whoever asks it without this waits as long: so it is asked from afar first, and left alone
 * until it speaks. Disks of this machine are not asked.
 */
export class Reach {
  constructor(
    private readonly parts: ReachParts = { mayHang, look: (path) => stat(toFsPath(path)) },
    private readonly patience = new Patience(),
  ) {}

  /** Only of these `answers` has to be waited for. */
  isFar(path: string): boolean {
    return this.parts.mayHang(path);
  }

  async answers(path: string): Promise<boolean> {
    if (!this.isFar(path)) return true;
    // One that says that something is wrong there answers.
    return (await this.patience.ask(path, () => this.parts.look(path).catch(() => null))) !== SILENT;
  }

  /** @throws FilemillError `folder.missing` */
  async mustAnswer(path: string): Promise<void> {
    if (!(await this.answers(path))) throw new FilemillError('folder.missing', silence(path), { hint: t('Connect its drive, or look at its server.') });
  }
}

export const silence = (path: string): string => t('{path} does not answer.', { path: displayName(path) });
