import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { Bandwidth } from './bandwidth';
import { connectS3, type S3Credentials } from './connect-s3';
import type { Destination } from './destination';
import { EndpointGate } from './endpoint-gate';
import { ObjectStore } from './object-store';
import { Requests, type RequestLimits } from './requests';
import { RunControl } from './run-control';
import { takeBackObject, type UploadedObject } from './take-back-object';
import { testConnection, type ConnectionTest } from './test-connection';
import { systemClock, type UploadClock } from './upload-clock';
import type { UploadStates } from './upload-states';
import { Uploader } from './uploader';

export interface UploadsOptions {
  /** Null for the AWS default chain. */
  credentials?: S3Credentials | null;
  /** Null for as fast as it goes. */
  bytesPerSecond?: number | null;
  /** In place of one of its own: shared with other destinations. */
  bandwidth?: Bandwidth;
  /** Folder for locks, where the system has none for the user alone; absolute. */
  lockFolder?: string;
  clock?: UploadClock;
  limits?: Partial<RequestLimits>;
}

/** All that is uploaded to one destination: one connection, one gate, one bandwidth. */
export class Uploads {
  readonly control = new RunControl();
  readonly uploader: Uploader;
  private readonly gate: EndpointGate;

  private constructor(
    private readonly client: S3Client,
    private readonly destination: Destination,
    states: UploadStates,
    private readonly clock: UploadClock,
    readonly bandwidth: Bandwidth,
    limits: Partial<RequestLimits>,
    lockFolder: string,
  ) {
    this.gate = new EndpointGate(clock);
    this.uploader = new Uploader({ client, destination, states, gate: this.gate, bandwidth, control: this.control, clock, limits, lockFolder });
  }

  static open(destination: Destination, states: UploadStates, { credentials = null, bytesPerSecond = null, clock = systemClock, limits = {}, ...others }: UploadsOptions = {}): Uploads {
    const client = connectS3(destination, credentials);
    return new Uploads(client, destination, states, clock, others.bandwidth ?? new Bandwidth(bytesPerSecond, clock), limits, others.lockFolder ?? join(tmpdir(), 'filemill-locks'));
  }

  /**
   * Takes away an object that is still the one that was uploaded.
   *
   * @returns false where it is not there any more
   * @throws FilemillError `effect.changed` where another one lies there by now, or why it could not be done
   */
  takeBack(object: UploadedObject, signal: AbortSignal): Promise<boolean> {
    return takeBackObject(new ObjectStore(this.client, this.destination, new Requests(this.gate, this.control, { outageMs: 5_000, silentMs: 15_000 })), object, signal);
  }

  /** Milliseconds for which the endpoint has not answered; null while it does. */
  get failingForMs(): number | null {
    return this.gate.failingForMs;
  }

  test(signal: AbortSignal): Promise<ConnectionTest> {
    return testConnection({ client: this.client, destination: this.destination, gate: this.gate, clock: this.clock, control: this.control }, signal);
  }

  close(): void {
    this.client.destroy();
  }
}
