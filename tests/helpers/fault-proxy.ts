import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** What happens to a request. */
export type Fault =
  /** The connection breaks after so many bytes of its body. */
  | { reset: number }
  /** The server gets and answers it; the answer is lost. */
  | 'loseAnswer'
  | {
      answer: number;
      code?: string;
      headers?: Record<string, string>;
      body?: string;
      /** It comes at once, and nobody reads the rest of the request. */
      isEarly?: boolean;
    }
  /** One byte of its body is another one. */
  | 'corrupt'
  /** Headers of the answer that are other ones. */
  | { headers: Record<string, string> }
  /** No answer at all. */
  | 'silence';

export interface Seen {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingMessage['headers'];
  /** What the server answered, once it has. */
  status?: number;
}

export interface FaultProxy {
  endpoint: string;
  /** Asked for each request; null lets it pass. */
  fault: (seen: Seen) => Fault | null;
  seen: Seen[];
  /** Bytes of bodies that went through. */
  bodyBytes: number;
  /** Refuses connections, as a server that is down. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Lets all pass, and forgets what was seen. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * An HTTP proxy on loopback before a server on loopback; what it passes on is byte for byte what it got.
 *
 * @param tls it speaks https, and plain http to the server
 */
export async function startFaultProxy(port: number, tls: { key: string; cert: string } | null = null): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let ownPort = 0;
  const proxy: FaultProxy = {
    endpoint: '',
    fault: () => null,
    seen: [],
    bodyBytes: 0,
    down: async () => {
      const ending = server;
      server = null;
      for (const socket of sockets) socket.destroy();
      if (ending) await new Promise((resolve) => ending.close(resolve));
    },
    up: async () => {
      if (server) return;
      const passOn = (incoming: IncomingMessage, outgoing: ServerResponse): void => pass(proxy, port, incoming, outgoing);
      const starting: Server = tls ? createTlsServer(tls, passOn) : createServer(passOn);
      starting.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      await new Promise<void>((resolve, reject) => starting.once('error', reject).listen(ownPort, '127.0.0.1', resolve));
      ownPort = (starting.address() as AddressInfo).port;
      server = starting;
    },
    reset: async () => {
      proxy.fault = () => null;
      proxy.seen = [];
      proxy.bodyBytes = 0;
      await proxy.up();
    },
    close: () => proxy.down(),
  };
  await proxy.up();
  proxy.endpoint = `${tls ? 'https' : 'http'}://127.0.0.1:${ownPort}`;
  return proxy;
}

function pass(proxy: FaultProxy, port: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method = '', url = '', headers } = incoming;
  const seen: Seen = { method, url, headers };
  proxy.seen.push(seen);
  const fault = proxy.fault(seen);
  if (fault === 'silence') return void incoming.resume();
  if (typeof fault === 'object' && fault && 'answer' in fault) {
    const body = fault.body ?? `<?xml version="1.0"?><Error><Code>${fault.code ?? 'Error'}</Code><Message>as the test wants it</Message></Error>`;
    const answer = (): void => void outgoing.writeHead(fault.answer, { 'content-type': 'application/xml', ...fault.headers }).end(method === 'HEAD' ? undefined : body);
    if (fault.isEarly) return answer();
    incoming.resume();
    incoming.once('end', answer);
    return;
  }
  const cut = (): void => void incoming.socket.destroy();
  let isAnswered = false;
  const onward = request({ port, host: '127.0.0.1', method, path: url, headers: incoming.rawHeaders as unknown as Record<string, string>, setHost: false, agent: false }, (answer) => {
    if (fault === 'loseAnswer') {
      answer.resume();
      answer.once('end', cut);
      return;
    }
    // A server may answer what it has not read, and end its answer only when all of that has come.
    isAnswered = true;
    incoming.resume();
    if (answer.statusCode !== undefined) seen.status = answer.statusCode;
    const changed = typeof fault === 'object' && fault && 'headers' in fault ? fault.headers : {};
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...changed });
    answer.pipe(outgoing);
    answer.once('error', cut);
  });
  onward.once('error', cut);
  let bytes = 0;
  incoming.on('data', (piece: Buffer) => {
    if (fault === 'corrupt' && bytes === 0) piece[0] = (piece[0] ?? 0) ^ 1;
    bytes += piece.length;
    proxy.bodyBytes += piece.length;
    if (typeof fault === 'object' && fault && 'reset' in fault && bytes > fault.reset) {
      onward.destroy();
      cut();
    } else if (!onward.write(piece) && !isAnswered) {
      incoming.pause();
      onward.once('drain', () => incoming.resume());
    }
  });
  incoming.once('end', () => onward.end());
  incoming.once('error', () => onward.destroy());
  incoming.once('close', () => {
    if (!incoming.complete) onward.destroy();
  });
}
