import { fork } from 'node:child_process';
import { join } from 'node:path';
import { PARENT_VARIABLE } from '../../base/end-with-parent';
import { tongueInEnvironment } from '../../base/words/speak-in-process';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Port } from '../../shared/rpc/port';
import type { ProcessHost } from './process-host';
import { spokenTongue, t } from '../../shared/words/words';

/** Workers share the cores among them: helpers that collect litter beside each of them cost an eighth more of the processor's time, and save none. */
const WORKER_FLAGS = ['--single-threaded-gc'];

/**
 * Starts the built entries as children of this process.
 *
 * @param entryFolder where `watcher.js` and `worker.js` lie
 */
export function nodeHost(entryFolder: string): ProcessHost {
  return {
    secrets: NO_SECRETS,
    start(kind) {
      const child = fork(join(entryFolder, `${kind}.js`), [], {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        execArgv: kind === 'worker' ? WORKER_FLAGS : [],
        env: { ...process.env, [PARENT_VARIABLE]: String(process.pid), ...tongueInEnvironment(spokenTongue()) },
      });
      const exitListeners: ((reason: string) => void)[] = [];
      child.on('exit', (code, signal) => {
        for (const listener of exitListeners) listener(signal ?? `exit ${code}`);
      });
      const port: Port = {
        post: (message) => {
          // Its end is told by `exit` and `disconnect`; a message that comes too late for them is lost with it.
          if (child.connected) child.send(message as never, () => undefined);
        },
        onMessage: (listener) => void child.on('message', listener),
        onClose: (listener) => void child.on('disconnect', listener),
        close: () => {
          if (child.connected) child.disconnect();
        },
      };
      return new Promise((resolve, reject) => {
        child.on('error', (cause) =>
          reject(notStarted(kind, cause as NodeJS.ErrnoException)),
        );
        child.once('spawn', () =>
          resolve({ port, kill: () => void child.kill('SIGKILL'), onExit: (listener) => exitListeners.push(listener) }),
        );
      });
    },
  };
}

/** A plain program has no key store of its own to trust. */
export const NO_SECRETS: ProcessHost['secrets'] = {
  seal: () => Promise.resolve({ sealed: null, obstacle: t('The command line keeps no passwords; the window does.') }),
  open: () => Promise.resolve(null),
};

function notStarted(kind: string, cause: NodeJS.ErrnoException): FilemillError {
  const isExhausted = ['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'].includes(cause.code ?? '');
  return new FilemillError('environment.missing', isExhausted ? t('A {kind} process could not be started: the system has no more room for one.', { kind }) : t('A {kind} process could not be started.', { kind }), {
    hint: isExhausted
      ? t('Too many files or programs are open. Close some, or raise the limit (ulimit -n); it is tried again.')
      : t('Install Filemill again; something of it is missing.'),
    cause,
    details: cause.message,
  });
}
