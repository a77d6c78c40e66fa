import type { S3Client } from '@aws-sdk/client-s3';
import { Bandwidth } from './bandwidth';
import { connectS3, type S3Credentials } from './connect-s3';
import type { Destination } from './destination';
import { EndpointGate } from './endpoint-gate';
import type { RequestLimits } from './requests';
import { RunControl } from './run-control';
import { testConnection, type ConnectionTest } from './test-connection';
import { systemClock, type UploadClock } from './upload-clock';
import type { UploadStates } from './upload-states';
import { Uploader } from './uploader';

export interface UploadsOptions {
  /** Null for the AWS default chain. */
  credentials?: S3Credentials | null;
  /** Null for as fast as it goes. */
  bytesPerSecond?: number | null;
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
  ) {
    this.gate = new EndpointGate(clock);
    this.uploader = new Uploader({ client, destination, states, gate: this.gate, bandwidth, control: this.control, clock, limits });
  }

  static open(destination: Destination, states: UploadStates, { credentials = null, bytesPerSecond = null, clock = systemClock, limits = {} }: UploadsOptions = {}): Uploads {
    const client = connectS3(destination, credentials);
    return new Uploads(client, destination, states, clock, new Bandwidth(bytesPerSecond, clock), limits);
  }

  test(signal: AbortSignal): Promise<ConnectionTest> {
    return testConnection({ client: this.client, destination: this.destination, gate: this.gate, clock: this.clock, control: this.control }, signal);
  }

  close(): void {
    this.client.destroy();
  }
}
