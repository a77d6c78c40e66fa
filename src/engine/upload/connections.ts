import { join } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Database } from '../store/database';
import { LedgerUploadStates } from '../store/ledger-upload-states';
import { Bandwidth } from './bandwidth';
import { readDestination, type Destination } from './destination';
import type { DestinationKeys } from './destination-keys';
import { destinationNamed, writtenDestinations } from './destinations-file';
import { Uploads, type UploadsOptions } from './open-uploads';
import { systemClock } from './upload-clock';
import { t } from '../../shared/words/words';

interface Connection {
  /** What it was made of. */
  made: string;
  uploads: Uploads;
  destination: Destination;
}

/** One connection for each destination that is in use, made anew when its settings or its keys have changed. */
export class Connections {
  readonly bandwidth = new Bandwidth(null, systemClock);
  private readonly open = new Map<string, Connection>();
  /** Replaced ones: uploads under way may still use them. */
  private readonly former: Uploads[] = [];
  private readonly states: LedgerUploadStates;
  private isPaused = false;

  constructor(
    private readonly parts: { dataFolder: string; database: Database; keys: DestinationKeys; options?: Partial<UploadsOptions> },
  ) {
    this.states = new LedgerUploadStates(parts.database);
  }

  /** @throws FilemillError `settings.invalid` or `upload.keysNeeded` */
  to(name: string): { uploader: Uploads['uploader']; uploads: Uploads; destination: Destination } {
    const { dataFolder, keys } = this.parts;
    const destination = destinationNamed(dataFolder, name);
    const made = JSON.stringify([destination, destination.credentials === 'typed' ? keys.of(name) : null]);
    let known = this.open.get(name);
    if (known?.made !== made) {
      if (known) this.former.push(known.uploads);
      known = { made, uploads: this.connect(destination, keysFor(name, destination, keys.of(name))), destination };
      if (this.isPaused) known.uploads.control.pause();
      this.open.set(name, known);
    }
    return { uploader: known.uploads.uploader, uploads: known.uploads, destination };
  }

  /** One of its own, for a test of what is being written. The caller closes it. */
  connect(destination: Destination, credentials: UploadsOptions['credentials']): Uploads {
    const { dataFolder, options } = this.parts;
    const uploads = Uploads.open(destination, this.states, { ...options, credentials: credentials ?? null, bandwidth: this.bandwidth, lockFolder: join(dataFolder, 'locks') });
    return uploads;
  }

  /** It is to be asked at once: the next one knows nothing of failures before. */
  forget(name: string): void {
    const known = this.open.get(name);
    if (known) this.former.push(known.uploads);
    this.open.delete(name);
  }

  /** Whether an open one does not answer at present. */
  isFailing(name: string): boolean {
    return this.open.get(name)?.uploads.failingForMs != null;
  }

  /** Null where the destination is not known, or not right. */
  urlOf(name: string, key: string): string | null {
    try {
      const written = writtenDestinations(this.parts.dataFolder);
      return Object.hasOwn(written, name) ? `s3://${readDestination(written[name]).bucket}/${key}` : null;
    } catch (error) {
      if (error instanceof FilemillError) return null;
      throw error;
    }
  }

  setPaused(isPaused: boolean): void {
    if (isPaused === this.isPaused) return;
    this.isPaused = isPaused;
    for (const uploads of [...this.former, ...[...this.open.values()].map((one) => one.uploads)]) {
      if (isPaused) uploads.control.pause();
      else uploads.control.resume();
    }
  }

  close(): void {
    for (const uploads of [...this.former, ...[...this.open.values()].map((one) => one.uploads)]) uploads.close();
    this.open.clear();
    this.former.length = 0;
  }
}

function keysFor(name: string, { credentials }: Destination, typed: UploadsOptions['credentials']): UploadsOptions['credentials'] {
  if (credentials === 'chain') return null;
  if (typed) return typed;
  throw new FilemillError('upload.keysNeeded', t('The keys of “{name}” are not known here.', { name }), { hint: t('Type them in again, in Settings under “Destinations”. What waits goes on then.') });
}
