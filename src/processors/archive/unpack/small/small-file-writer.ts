import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { FilemillError } from '../../../../shared/errors/filemill-error';
import { t } from '../../../../shared/words/words';
import type { TargetFolder } from '../target-folder';
import { ANSWERED, READY, STATE_BYTES, STOPPED, TRIED, type Answer, type Batch, type Outcome, type SmallFile, type WriterData } from './write-messages';

/** Files up to this size are small. */
export const SMALL_BYTES = 64 * 1024;
const BATCH_BYTES = 512 * 1024;
const BATCH_FILES = 64;
/** So many batches may be under way: before the next one is sent, the oldest is waited for. */
const MOST_SENT = 3;
/** A thread that has not written one file in this time has gone. */
const GIVE_UP_MS = 60_000;
/** While nothing is answered, it is looked this often whether the thread is still there. */
const LOOK_MS = 100;

type Settle = (outcome: Outcome) => void;

/**
 * Has a thread write small files while this one unpacks: making a file takes the system as long as unpacking it. Files are
 * added one after another; each hears of its end later, at the latest when {@link drain} returns. As sinks, it waits without
 * giving way, for no longer than a few batches take.
 */
export class SmallFileWriter {
  private readonly shared: Int32Array;
  private readonly port: MessagePort;
  private readonly thread: Worker;
  private readonly sent: Settle[][] = [];
  private readonly spare: Uint8Array<ArrayBuffer>[] = [];
  private bytes = new Uint8Array(BATCH_BYTES);
  private files: SmallFile[] = [];
  private settles: Settle[] = [];
  /** Where the file that is being added begins, and how far it has come. */
  private start = 0;
  private at = 0;
  /** So many folders the thread knows. */
  private toldFolders = 0;
  /** What ended the thread, or made it useless. */
  private failure: FilemillError | null = null;

  /**
   * @param program the built `write-thread`
   * @param root where `target` lies
   */
  constructor(
    program: string,
    root: string,
    private readonly target: TargetFolder,
  ) {
    const state = new SharedArrayBuffer(STATE_BYTES);
    const { port1, port2 } = new MessageChannel();
    this.shared = new Int32Array(state);
    this.port = port1;
    this.thread = new Worker(program, {
      workerData: { root, state, port: port2 } satisfies WriterData,
      transferList: [port2],
      // What a batch leaves behind is little.
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 },
    });
    this.thread.on('error', (error) => (this.failure ??= gone(error)));
    this.thread.unref();
  }

  /** The thread has begun: what is added is written. One that can't begin never is. */
  get isReady(): boolean {
    return this.failure === null && Atomics.load(this.shared, READY) !== 0 && isAtWork(this.thread);
  }

  /** The next pieces are those of a new file; what came of one that was not {@link add}ed is forgotten. */
  begin(): void {
    this.at = this.start;
  }

  /** @param piece of a file of at most `SMALL_BYTES`; copied */
  append(piece: Uint8Array): void {
    if (this.at - this.start + piece.length > SMALL_BYTES) throw new Error('a file that is not small');
    if (this.at + piece.length > BATCH_BYTES) this.moveOn();
    this.bytes.set(piece, this.at);
    this.at += piece.length;
  }

  /** All pieces of a file have come. Its folder is made, if it was not there. */
  add(file: Omit<SmallFile, 'end'>, settle: Settle): void {
    this.target.makeFolderOf(file.path);
    this.files.push({ ...file, end: this.at });
    this.settles.push(settle);
    this.start = this.at;
    if (this.files.length >= BATCH_FILES) this.send();
  }

  /** Waits until all that was added is written, or has failed. */
  drain(): void {
    this.send();
    while (this.sent.length > 0) this.takeAnswer();
  }

  /** What is not written yet is not written any more; nothing is, from when it has resolved on. */
  async close(): Promise<void> {
    Atomics.store(this.shared, STOPPED, 1);
    this.drain();
    this.port.close();
    await this.thread.terminate();
  }

  /** The batch is full: the file that is being added becomes the first of the next one. */
  private moveOn(): void {
    const { bytes, start, at } = this;
    const begun = bytes.slice(start, at);
    this.send();
    this.bytes.set(begun);
    this.at = begun.length;
  }

  private send(): void {
    if (this.files.length === 0) return;
    while (this.sent.length >= MOST_SENT) this.takeAnswer();
    const { files, bytes, settles } = this;
    this.sent.push(settles);
    this.files = [];
    this.settles = [];
    this.start = 0;
    this.at = 0;
    const folders = this.target.madeAfter(this.toldFolders);
    this.toldFolders += folders.length;
    this.port.postMessage({ folders, files, bytes } satisfies Batch, [bytes.buffer]);
    this.bytes = this.spare.pop() ?? new Uint8Array(BATCH_BYTES);
  }

  /** Of the oldest batch. */
  private takeAnswer(): void {
    const settles = this.sent.shift() ?? [];
    const answer = this.waitForAnswer();
    if (answer) this.spare.push(answer.bytes);
    const lost: Outcome = { failure: (this.failure ?? gone()).toData() };
    settles.forEach((settle, i) => settle(answer ? (answer.outcomes[i] ?? null) : lost));
  }

  private waitForAnswer(): Answer | null {
    let tried = Atomics.load(this.shared, TRIED);
    let since = performance.now();
    while (this.failure === null) {
      const answered = Atomics.load(this.shared, ANSWERED);
      const received = receiveMessageOnPort(this.port);
      if (received) return received.message as Answer;
      if (hasEnded(this.thread)) {
        this.failure = gone();
        break;
      }
      Atomics.wait(this.shared, ANSWERED, answered, LOOK_MS);
      const now = Atomics.load(this.shared, TRIED);
      if (now !== tried) [tried, since] = [now, performance.now()];
      else if (performance.now() - since > GIVE_UP_MS) this.failure = gone();
    }
    return null;
  }
}

/** Its loop turns, as far as this one has heard. */
const isAtWork = (thread: Worker): boolean => thread.performance.eventLoopUtilization().active > 0;
/**
 * Of one that was at work: known at once, for whatever reason it ended. Its `exit` event would have to wait until this loop turns.
 */
const hasEnded = (thread: Worker): boolean => thread.performance.eventLoopUtilization().idle < 0;

function gone(cause?: unknown): FilemillError {
  return new FilemillError('system.exhausted', t('The part of Filemill that writes files has stopped.'), {
    hint: t('Close other programs and try again.'),
    ...(cause === undefined ? {} : { cause, details: String(cause) }),
  });
}
