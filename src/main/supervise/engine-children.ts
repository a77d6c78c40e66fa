import { MessageChannelMain } from 'electron';
import type { Log } from '../../base/log';
import { tongueInEnvironment } from '../../base/words/speak-in-process';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Tongue } from '../../shared/words/languages';
import { startChild, type ChildProcess } from './child-process';
import { t } from '../../shared/words/words';

interface EngineChildrenOptions {
  readonly log: Log;
  /** Hands the engine its end of the channel to a process it asked for. */
  readonly handOver: (id: string, port: Electron.MessagePortMain) => void;
  readonly onExited: (id: string, reason: string) => void;
}

/** The watcher and the workers of one engine. They talk to it directly; the shell only starts and ends them. */
export class EngineChildren {
  private readonly running = new Map<string, ChildProcess>();
  private isOver = false;

  constructor(private readonly options: EngineChildrenOptions) {}

  start(kind: 'watcher' | 'worker', id: string, tongue: Tongue): void {
    if (this.isOver) throw new FilemillError('peer.gone', t('The engine that asked has ended.'));
    if (this.running.has(id)) throw new FilemillError('contract.invalid', t('A process with the id {id} runs already.', { id }));
    const { log, handOver, onExited } = this.options;
    const child = startChild(kind, id, log, tongueInEnvironment(tongue));
    child.onExit((reason) => {
      this.running.delete(id);
      if (!this.isOver) onExited(id, reason);
    });
    this.running.set(id, child);
    const { port1, port2 } = new MessageChannelMain();
    child.post({ type: 'port' }, [port1]);
    handOver(id, port2);
  }

  /** Its end is told by `onExited` as any other; one that has ended already is no mistake. */
  kill(id: string): void {
    this.running.get(id)?.kill();
  }

  /** Their engine has gone: nobody wants to hear of them any more. */
  killAll(): void {
    this.isOver = true;
    for (const child of this.running.values()) child.kill();
  }
}
