import type { HostApi } from '../../shared/contract/host-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Connected } from '../../shared/rpc/connect';
import type { Port } from '../../shared/rpc/port';
import type { ProcessHost } from './process-host';
import { spokenTongue, t } from '../../shared/words/words';

/**
 * Processes started by the Electron shell, which alone can. The shell answers the call and, beside it, hands over a
 * direct port to the new process under the same id; the two may arrive in either order.
 */
export class ShellHost implements ProcessHost {
  private readonly arrived = new Map<string, Port>();
  private readonly expected = new Map<string, (port: Port) => void>();
  private readonly exitListeners = new Map<string, ((reason: string) => void)[]>();

  readonly secrets: ProcessHost['secrets'] = {
    seal: (text) => this.host.call('secret.seal', { text }),
    open: async (sealed) => (await this.host.call('secret.open', { sealed })).text,
  };

  /** Elsewhere the engine knows where files in the trash lie, and can take them out again. */
  readonly trash: ProcessHost['trash'] =
    process.platform === 'win32'
      ? async (path) => {
          await this.host.call('trash.put', { path });
        }
      : undefined;

  readonly showNotice: ProcessHost['showNotice'] = async (notice) => {
    await this.host.call('notice.show', notice);
  };

  constructor(private readonly host: Connected<HostApi>) {
    host.on('process.exited', ({ id, reason }) => {
      for (const listener of this.exitListeners.get(id) ?? []) listener(reason);
      this.exitListeners.delete(id);
    });
  }

  /** Called for each port that the shell hands over. */
  takePort(id: string, port: Port): void {
    const resolve = this.expected.get(id);
    this.expected.delete(id);
    if (resolve) resolve(port);
    else this.arrived.set(id, port);
  }

  async start(kind: 'watcher' | 'worker', id: string): ReturnType<ProcessHost['start']> {
    const exits: ((reason: string) => void)[] = [];
    this.exitListeners.set(id, exits);
    const portArrives = new Promise<Port>((resolve, reject) => {
      const early = this.arrived.get(id);
      this.arrived.delete(id);
      if (early) resolve(early);
      else this.expected.set(id, resolve);
      exits.push((reason) =>
        reject(new FilemillError('worker.crashed', t('The {kind} ended before it was ready: {reason}.', { kind, reason }))),
      );
    });
    portArrives.catch(() => undefined);
    await this.host.call('process.start', { kind, id, tongue: spokenTongue() });
    const port = await portArrives;
    return {
      port,
      kill: () => void this.host.call('process.kill', { id }).catch(() => undefined),
      onExit: (listener) => exits.push(listener),
    };
  }
}
