import { engineApi, type EngineApi } from '../../shared/contract/engine-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import { connect, type CallOptions, type Connected } from '../../shared/rpc/connect';
import type { CallInput, CallName, CallOutput } from '../../shared/rpc/define-api';
import { useEngine } from '../state/engine-store';
import { domPort } from './dom-port';
import { t } from '../../shared/words/words';

let current: Connected<EngineApi> | null = null;

/** Asks the engine. Fails at once with `peer.gone` while there is none. */
export function callEngine<N extends CallName<EngineApi>>(
  name: N,
  input: CallInput<EngineApi, N>,
  options?: CallOptions,
): Promise<CallOutput<EngineApi, N>> {
  if (current) return current.call(name, input, options);
  return Promise.reject(
    new FilemillError('peer.gone', t('The engine is not running at the moment.'), {
      hint: t('It restarts by itself; try again in a few seconds.'),
    }),
  );
}

/** Takes a port to a (new) engine: drops the old connection, asks for the state and goes on from there. */
export function adoptEnginePort(port: MessagePort): void {
  const previous = current;
  current = null;
  previous?.close();

  const connection = connect(domPort(port), engineApi, {
    onGone: () => {
      if (current !== connection) return;
      current = null;
      useEngine.getState().lost();
    },
  });
  current = connection;
  connection.on('snapshot.taken', (snapshot) => {
    if (current === connection) useEngine.getState().take(snapshot);
  });
  connection
    .call('engine.snapshot', {})
    .then((snapshot) => {
      if (current === connection) useEngine.getState().connected(snapshot);
    })
    .catch((error: unknown) => {
      if (current === connection) useEngine.getState().failed(error);
    });
}

/** Listens for ports from the preload script. */
export function listenForEngine(): void {
  window.addEventListener('message', (event: MessageEvent) => {
    const type = (event.data as { type?: unknown } | null)?.type;
    const port = event.ports[0];
    if (event.source === window && type === 'filemill:engine-port' && port) adoptEnginePort(port);
  });
}

/** Asks for the first port; those of later engines come unasked. The shell starts the engine when it is asked, and not before. */
export const askForEngine = (): void => window.filemill.requestEnginePort();
