import type { MessagePortMain } from 'electron';
import type { Port } from '../../shared/rpc/port';

/** A channel's end in the main process, as the contract's own kind of port. */
export function portOf(port: MessagePortMain): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
