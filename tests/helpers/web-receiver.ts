import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface WebReceiver {
  /** `http://127.0.0.1:…` */
  url: string;
  heard: Heard[];
  close(): Promise<void>;
}

/** What it answers; null where the test has answered by itself, or never does. */
export type Answerer = (heard: Heard, turn: number, response: ServerResponse) => { status: number; headers?: Record<string, string>; body?: string } | null;

/** A server of this machine that hears requests and answers as a test wants it. */
export async function serveWeb(answer: Answerer): Promise<WebReceiver> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one: Heard = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      heard.push(one);
      const answered = answer(one, heard.length, response);
      if (answered) response.writeHead(answered.status, answered.headers).end(answered.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}
