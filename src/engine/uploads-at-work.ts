import type { Log } from '../base/log';
import type { RunningJob } from '../shared/model/engine';
import type { UploadLaneView } from '../shared/model/upload';
import type { SettingsKeeper } from './config/settings-keeper';
import type { Reason } from './answers/not-begun';
import type { Database } from './store/database';
import type { Effect, Effects } from './store/effects';
import type { Ledger } from './store/ledger';
import { UploadRows } from './store/upload-rows';
import { Connections } from './upload/connections';
import { DestinationKeys } from './upload/destination-keys';
import { undoUpload } from './upload/undo-upload';
import { UploadLane } from './upload/upload-lane';
import type { WaitingRoom } from './waiting-room';
import type { SecretStore } from './workers/process-host';
import { t } from '../shared/words/words';

export interface UploadsAtWorkParts {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly effects: Effects;
  readonly settings: Pick<SettingsKeeper, 'general'>;
  readonly secrets: SecretStore;
  readonly dataFolder: string;
  readonly log: Log;
  room(): Pick<WaitingRoom, 'wake'>;
  /** Nothing is paused or held. */
  canBegin(): boolean;
  changed(): void;
  revised(): void;
}

/** Everything that uploads need: where to, with which keys, the queue, and the way back. */
export class UploadsAtWork {
  readonly keys: DestinationKeys;
  readonly connections: Connections;
  readonly lane: UploadLane;
  /** Jobs whose upload ended while they were under way: they need not wait when they come to wait. */
  private readonly woken = new Set<number>();

  constructor(private readonly parts: UploadsAtWorkParts) {
    const { database, effects, dataFolder, log, secrets, settings } = parts;
    this.keys = new DestinationKeys(database, secrets, log);
    this.connections = new Connections({ dataFolder, database, keys: this.keys });
    this.lane = new UploadLane({
      database,
      effects,
      log,
      rows: new UploadRows(database),
      connections: this.connections,
      settings: () => settings.general.uploads,
      canBegin: () => parts.canBegin(),
      wake: (jobId) => this.wake(jobId),
      changed: () => parts.changed(),
      revised: () => parts.revised(),
    });
  }

  /** A job comes to wait. @returns milliseconds until it is looked at again */
  delayOf(jobId: number, delayMs: number): number {
    this.lane.pump();
    return this.woken.delete(jobId) ? 0 : delayMs;
  }

  /** @throws FilemillError where the object stays, and why */
  undo(effect: Effect): Promise<void> {
    return undoUpload({ ...this.parts, connections: this.connections }, effect);
  }

  get view(): UploadLaneView {
    return this.lane.view();
  }

  running(): RunningJob[] {
    return [...this.lane.running()].map(({ row, fraction, startedAt }) => ({
      fileId: row.fileId,
      folderId: row.folderId,
      name: row.path.slice(row.path.lastIndexOf('/') + 1),
      stage: 'publish',
      label: t('Uploading to {destination}', { destination: row.destination }),
      fraction,
      startedAt,
      worker: null,
    }));
  }

  /** What a waiting file waits for; null where it is no upload. */
  reasonFor(fileId: number): Reason | null {
    const found = this.lane.sentenceFor(fileId);
    return found && { sentence: found.sentence, label: found.isUnderWay ? t('Uploading') : t('Waiting for upload'), isElsewhere: true };
  }

  private wake(jobId: number): void {
    const { database, ledger } = this.parts;
    const isWaiting = database.transaction((writer) => writer.run(`UPDATE jobs SET due_at = NULL WHERE id = ? AND state = 'waiting' AND is_current = 1`, jobId).changes === 1);
    const [facts] = isWaiting ? ledger.facts([jobId]) : [];
    if (facts) this.parts.room().wake(facts);
    else this.woken.add(jobId);
  }
}
