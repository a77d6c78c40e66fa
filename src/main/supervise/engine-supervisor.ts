import type { Log } from '../../base/log';
import type { EngineApi } from '../../shared/contract/engine-api';
import type { HostApi } from '../../shared/contract/host-api';
import type { ShellApi } from '../../shared/contract/shell-api';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import type { CallInput, CallName, CallOutput, EventPayload } from '../../shared/rpc/define-api';
import type { Snapshot } from '../../shared/model/engine';
import { attendEngine, type EngineLife } from './engine-life';
import type { EngineProcess } from './engine-process';
import { RestartPolicy } from './restart-policy';
import { t } from '../../shared/words/words';

export type EngineStatus = EventPayload<ShellApi, 'engine.status'>;

/** A page that wants to talk to the engine, now and after every restart of it. */
export interface PortTaker {
  readonly id: string;
  take(port: Electron.MessagePortMain): void;
}

interface SupervisorOptions {
  /** Forks another engine. */
  readonly start: () => EngineProcess;
  readonly log: Log;
  readonly onStatus: (status: EngineStatus) => void;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** A rule has something to say. @returns whether the system shows it */
  readonly onNotice: (notice: CallInput<HostApi, 'notice.show'>) => boolean;
}

/** Time to finish what must not be broken off; then the engine is killed, and recovers at its next start. */
const END_MS = 5_000;

/** Keeps one engine running: starts it, watches it, starts it again, and gives every page its channel to it. */
export class EngineSupervisor {
  private life: EngineLife | null = null;
  private current: EngineStatus = { state: 'starting', error: null };
  private readonly policy = new RestartPolicy();
  private readonly takers = new Map<string, PortTaker>();
  private retry: NodeJS.Timeout | null = null;
  private isRestartWanted = false;
  private isEnding = false;
  private onLastEnd: () => void = () => undefined;

  /** @param first an engine that was started already */
  constructor(
    first: EngineProcess,
    private readonly options: SupervisorOptions,
  ) {
    this.beginLife(first);
  }

  get status(): EngineStatus {
    return this.current;
  }

  /** Calls the engine on behalf of the shell itself. */
  call<N extends CallName<EngineApi>>(name: N, input: CallInput<EngineApi, N>): Promise<CallOutput<EngineApi, N>> {
    if (this.life === null) {
      return Promise.reject(
        new FilemillError('peer.gone', t('The engine is not running.'), { hint: t('Wait a moment, or restart it.') }),
      );
    }
    return this.life.api.call(name, input);
  }

  /** The window shows its first state: the engine may start what that did not need. */
  tellPainted(): void {
    this.life?.host.emit('window.painted', {});
  }

  wantRescan(reason: 'resume' | 'focus'): void {
    this.life?.host.emit('rescan.wanted', { reason });
  }

  /** The page gets a port now, and a new one whenever the engine was started again, until it is forgotten. */
  servePage(taker: PortTaker): void {
    this.takers.set(taker.id, taker);
    if (this.life !== null) taker.take(this.life.openPagePort(taker.id));
  }

  forgetPage(id: string): void {
    this.takers.delete(id);
  }

  /** On the user's wish: also when it runs, or was given up. */
  restart(): void {
    if (this.isEnding) return;
    this.policy.forget();
    if (this.life === null) {
      this.beginLife(this.options.start());
    } else {
      this.isRestartWanted = true;
      this.life.kill();
    }
  }

  /** Resolves when the engine has ended; what it could not finish in time it takes up at its next start. */
  async end(): Promise<void> {
    this.isEnding = true;
    if (this.retry !== null) clearTimeout(this.retry);
    const { life } = this;
    if (life === null) return;
    await new Promise<void>((resolve) => {
      this.onLastEnd = resolve;
      life.askToEnd();
      setTimeout(() => {
        this.options.log.warn('engine.killed-at-end');
        life.kill();
        resolve();
      }, END_MS);
    });
  }

  private beginLife(engine: EngineProcess): void {
    if (this.retry !== null) clearTimeout(this.retry);
    this.retry = null;
    const life = attendEngine(engine, {
      log: this.options.log,
      onNotice: this.options.onNotice,
      onEnded: (reason) => this.onLifeEnded(reason),
    });
    this.life = life;
    life.api.on('snapshot.taken', this.options.onSnapshot);
    void this.awaitFirstSnapshot(life);
    for (const taker of this.takers.values()) taker.take(life.openPagePort(taker.id));
    if (this.current.state === 'failed') this.say({ state: 'restarting', error: null });
  }

  /**
   * An engine that can't open its store stays, and answers every call with the reason; starting it again would not
   * help, so it is the user's turn.
   */
  private async awaitFirstSnapshot(life: EngineLife): Promise<void> {
    try {
      const snapshot = await life.api.call('engine.snapshot', {});
      this.say({ state: 'running', error: null });
      this.options.onSnapshot(snapshot);
    } catch (thrown) {
      const error = toErrorData(thrown);
      if (error.code !== 'peer.gone' && life === this.life) this.say({ state: 'failed', error });
    }
  }

  private onLifeEnded(reason: string): void {
    this.life = null;
    if (this.isEnding) {
      this.onLastEnd();
      return;
    }
    if (this.isRestartWanted) {
      this.isRestartWanted = false;
      this.say({ state: 'restarting', error: null });
      this.beginLife(this.options.start());
      return;
    }
    const verdict = this.policy.crashed(performance.now());
    if (!verdict.again) {
      const error = new FilemillError('peer.gone', t('The engine ended five times within two minutes.'), {
        hint: t('Your files are untouched. Restart the engine; if it ends again, look at the logs in the data folder.'),
        details: reason,
      });
      this.say({ state: 'failed', error: error.toData() });
      return;
    }
    this.say({ state: 'restarting', error: null });
    this.retry = setTimeout(() => this.beginLife(this.options.start()), verdict.pauseMs);
  }

  private say(status: EngineStatus): void {
    this.current = status;
    this.options.log.info('engine.status', { state: status.state, code: status.error?.code });
    this.options.onStatus(status);
  }
}
