import { FilemillError } from '../../shared/errors/filemill-error';
import type { EndpointGate } from './endpoint-gate';
import { explainS3Error, type Failure } from './explain-s3-error';
import type { RunControl } from './run-control';
import { t } from '../../shared/words/words';

/** SAFETY: 8 tries to 5 minutes, then parked. */
const TRIES = 8;
const OUTAGE_MS = 5 * 60_000;
/** Where the endpoint answers others, but never this request. */
const MAX_TRIES = 24;
const DAMAGED_TRIES = 3;
const SILENT_MS = 60_000;

/** One try of a request. */
export interface Attempt {
  /** From 1 on. */
  number: number;
  signal: AbortSignal;
  /** Something goes on: the try does not count as silent. */
  touch: () => void;
}

export interface RequestLimits {
  /** The endpoint is not given up before it failed so often, however long that took. */
  tries: number;
  /** Milliseconds without an answer after which the endpoint is given up. */
  outageMs: number;
  /** Milliseconds without any progress after which a try is over. */
  silentMs: number;
}

/** A request that failed in a way its sender may want to know. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  constructor(readonly failure: Failure) {
    super(failure.kind);
  }
}

/** Sends requests, again where that makes sense. */
export class Requests {
  private readonly limits: RequestLimits;

  constructor(
    private readonly gate: EndpointGate,
    private readonly control: RunControl,
    limits: Partial<RequestLimits> = {},
  ) {
    this.limits = { tries: TRIES, outageMs: OUTAGE_MS, silentMs: SILENT_MS, ...limits };
  }

  /**
   * @param send does it once
   * @param silentMs other than usual, for what takes a server long
   * @throws FilemillError, RequestFailed for `taken`, `noUpload`, `notThere`, `notImplemented` and `denied`, or the reason of
   *   the signal
   */
  async run<T>(send: (attempt: Attempt) => Promise<T>, signal: AbortSignal, silentMs = this.limits.silentMs): Promise<T> {
    let tries = 0;
    let damaged = 0;
    let clocks = 0;
    for (let number = 1; ; number += 1) {
      await this.control.whenRunning(signal);
      await this.gate.enter(signal);
      const pauses = this.control.pauseCount;
      try {
        const result = await this.once(send, number, signal, silentMs);
        this.gate.succeeded();
        return result;
      } catch (thrown) {
        if (signal.aborted) {
          this.gate.gaveUp();
          throw signal.reason as Error;
        }
        const failure = explainS3Error(thrown);
        if (failure.kind === 'transient') {
          if (this.control.pauseCount !== pauses) {
            this.gate.gaveUp();
            continue;
          }
          this.gate.failed();
          tries += 1;
          if (tries >= MAX_TRIES || (tries >= this.limits.tries && (this.gate.failingForMs ?? 0) >= this.limits.outageMs)) throw unreachable(thrown);
        } else if (failure.kind === 'damaged') {
          this.gate.gaveUp();
          damaged += 1;
          if (damaged >= DAMAGED_TRIES) throw new FilemillError('upload.notVerified', t('What arrives at the server is not what was sent.'), { hint: t('Check the network and what stands between. The file stays where it is.'), cause: thrown });
        } else if (failure.kind === 'clock') {
          this.gate.gaveUp();
          clocks += 1;
          if (clocks > 2) throw new FilemillError('upload.refused', t('The clocks of this machine and the server differ.'), { hint: t('Set this machine’s clock.'), cause: thrown });
        } else {
          if (failure.kind === 'final') {
            this.gate.gaveUp();
            throw failure.error;
          }
          // It was an answer.
          this.gate.succeeded();
          throw new RequestFailed(failure);
        }
      }
    }
  }

  private async once<T>(send: (attempt: Attempt) => Promise<T>, number: number, signal: AbortSignal, silentMs: number): Promise<T> {
    const silent = new AbortController();
    const timer = setTimeout(() => silent.abort(), silentMs);
    try {
      return await send({ number, signal: AbortSignal.any([signal, silent.signal]), touch: () => timer.refresh() });
    } catch (error) {
      if (silent.signal.aborted) throw Object.assign(new Error('silent', { cause: error }), { name: 'TimeoutError' });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

const unreachable = (cause: unknown): FilemillError =>
  new FilemillError('upload.unreachable', t('The S3 server does not answer.'), { hint: t('Check the network and the endpoint. What was uploaded is kept; it goes on from there.'), cause });
