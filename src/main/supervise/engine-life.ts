import { safeStorage, shell, type MessagePortMain } from 'electron';
import type { Log } from '../../base/log';
import { engineApi, type EngineApi } from '../../shared/contract/engine-api';
import { hostApi, type HostApi } from '../../shared/contract/host-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import { connect, type Connected } from '../../shared/rpc/connect';
import type { CallInput } from '../../shared/rpc/define-api';
import { serve, type Served } from '../../shared/rpc/serve';
import { openSecrets } from '../native/secrets';
import { EngineChildren } from './engine-children';
import { openPagePort, type EngineProcess } from './engine-process';
import { portOf } from './port-of';
import { t } from '../../shared/words/words';

/** One engine process from its start to its end, with the watcher and workers that it asks for. */
export interface EngineLife {
  readonly api: Connected<EngineApi>;
  readonly host: Served<HostApi>;
  /** Gives a page its own channel to the engine: the returned end. */
  openPagePort(pageId: string): MessagePortMain;
  /** Says `bye`: the engine finishes what must not be broken off, and ends. */
  askToEnd(): void;
  kill(): void;
}

interface EngineLifeOptions {
  readonly log: Log;
  /** @returns whether the system shows it */
  readonly onNotice: (notice: CallInput<HostApi, 'notice.show'>) => boolean;
  readonly onEnded: (reason: string) => void;
}

export function attendEngine(
  { child, hostPort, shellPort }: EngineProcess,
  { log, onNotice, onEnded }: EngineLifeOptions,
): EngineLife {
  const children = new EngineChildren({
    log,
    handOver: (id, port) => child.post({ type: 'process-port', id }, [port]),
    onExited: (id, reason) => host.emit('process.exited', { id, reason }),
  });

  const secrets = openSecrets(safeStorage);
  const host = serve(
    portOf(hostPort),
    hostApi,
    {
      'process.start': ({ kind, id, tongue }) => {
        children.start(kind, id, tongue);
        return {};
      },
      'process.kill': ({ id }) => {
        children.kill(id);
        return {};
      },
      'secret.seal': ({ text }) => secrets.seal(text),
      'secret.open': ({ sealed }) => secrets.open(sealed),
      'notice.show': (notice) => ({ isShown: onNotice(notice) }),
      'trash.put': async ({ path }) => {
        await shell.trashItem(path).catch((cause: unknown) => {
          throw trashUnavailable(path, cause);
        });
        return {};
      },
    },
    { onFault: (what, error) => log.error('host.fault', { what, error }) },
  );
  const api = connect(portOf(shellPort), engineApi, {
    onSilent: () => {
      log.error('engine.silent', { pid: child.pid });
      child.kill();
    },
  });

  child.onExit((reason) => {
    children.killAll();
    api.close();
    host.end();
    onEnded(reason);
  });

  return {
    api,
    host,
    openPagePort: (pageId) => openPagePort(child, pageId),
    askToEnd: () => host.end(),
    kill: () => child.kill(),
  };
}

function trashUnavailable(path: string, cause: unknown): FilemillError {
  return new FilemillError('trash.unavailable', t('The system could not put the file into its trash.'), {
    hint: t('Choose Filemill’s vault instead.'),
    details: `${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
    cause,
  });
}
