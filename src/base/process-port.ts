import { parentPort as threadPort, type MessagePort as ThreadPort } from 'node:worker_threads';
import type { Port } from '../shared/rpc/port';

/** What both Electron's and Node's event-emitting ports have in common. */
interface EmittingPort {
  on(event: string, listener: (value: unknown) => void): unknown;
  postMessage(message: unknown): void;
  start?(): void;
  close?(): void;
}

/** Electron hands `{ data, ports }`, Node's worker threads hand the message itself. */
export interface ParentMessage {
  data: unknown;
  ports: Port[];
}

/** Wraps an Electron `MessagePortMain` or a Node `MessagePort`. */
export function wrapPort(port: EmittingPort, unwrap: 'event' | 'plain'): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (message) => listener(unwrap === 'event' ? (message as { data: unknown }).data : message));
      port.start?.();
    },
    onClose: (listener) => void port.on('close', () => listener()),
    close: () => port.close?.(),
  };
}

interface ElectronParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: EmittingPort[] }) => void): void;
  postMessage(message: unknown): void;
}

const electronParent = (process as unknown as { parentPort?: ElectronParentPort }).parentPort;

/**
 * The channel to whoever started this process or thread, whichever kind it is: an Electron utility process, a worker
 * thread, or a child of plain Node. Null when nobody is there to talk to (started by hand).
 */
export function parentChannel(): Port | null {
  if (electronParent) {
    return {
      post: (message) => electronParent.postMessage(message),
      onMessage: (listener) => electronParent.on('message', (event) => listener(event.data)),
      // Electron ends a utility process together with its parent.
      onClose: () => undefined,
      close: () => undefined,
    };
  }
  if (threadPort) return wrapPort(threadPort as ThreadPort & EmittingPort, 'plain');
  if (process.send) return childChannel();
  return null;
}

/** Listens for ports that the parent hands over (Electron only): `listener` gets the message and its ports. */
export function onPortsFromParent(listener: (message: ParentMessage) => void): void {
  electronParent?.on('message', (event) => {
    if (event.ports.length === 0) return;
    listener({ data: event.data, ports: event.ports.map((port) => wrapPort(port, 'event')) });
  });
}

function childChannel(): Port {
  return {
    post: (message) => {
      // Without a callback a parent that leaves at this moment makes it throw; `disconnect` tells of it anyway.
      if (process.connected) process.send?.(message, () => undefined);
    },
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => {
      process.on('disconnect', listener);
      // A parent that left before anybody listened is not announced again.
      if (!process.connected) queueMicrotask(listener);
    },
    close: () => {
      if (process.connected) process.disconnect();
    },
  };
}

/**
 * The port on which a watcher or worker serves its engine. Under Electron the parent is the shell, which hands over a
 * direct port to the engine in its first message; elsewhere the parent is the engine.
 */
export function servedPort(): Promise<Port> {
  if (!electronParent) {
    const parent = parentChannel();
    if (!parent) return Promise.reject(new Error('This program is started by Filemill, not by hand.'));
    return Promise.resolve(parent);
  }
  return new Promise((resolve) => {
    onPortsFromParent(({ ports }) => {
      const [port] = ports;
      if (port) resolve(port);
    });
  });
}
