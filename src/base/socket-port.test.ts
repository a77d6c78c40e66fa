import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Port } from '../shared/rpc/port';
import { socketPort } from './socket-port';

let folder: string;
let server: Server;
let near: Socket;
let far: Socket;
let port: Port;
let got: unknown[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-port-'));
  const address = process.platform === 'win32' ? String.raw`\\.\pipe\filemill-port-test-${process.pid}` : join(folder, 's');
  const taken = new Promise<Socket>((done) => (server = createServer(done)));
  await new Promise<void>((done) => server.listen(address, done));
  near = createConnection(address);
  far = await taken;
  port = socketPort(far);
  got = [];
  port.onMessage((message) => got.push(message));
});
afterEach(() => {
  near.destroy();
  far.destroy();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const closed = (): Promise<void> => new Promise((done) => port.onClose(done));
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 5));
}

describe('messages over a socket', () => {
  it('arrive whole, however they are cut', async () => {
    const message = { text: 'ä\n€😀 "quoted"', list: [1, null, true] };
    const bytes = Buffer.from(`${JSON.stringify(message)}\n\n${JSON.stringify(message)}\n`);
    for (const byte of bytes) {
      near.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    await until(() => got.length === 2);
    expect(got).toEqual([message, message]);
  });

  it('go both ways, long ones too', async () => {
    const other = socketPort(near);
    const back: unknown[] = [];
    other.onMessage((message) => back.push(message));
    const long = { text: 'x'.repeat(5_000_000) };
    port.post(long);
    port.post('short');
    other.post(long);
    await until(() => back.length === 2 && got.length === 1);
    expect(back).toEqual([long, 'short']);
  });

  it('leave before the port closes', async () => {
    const other = socketPort(near);
    const back: unknown[] = [];
    other.onMessage((message) => back.push(message));
    const gone = new Promise<void>((done) => other.onClose(done));
    port.post('bye');
    port.close();
    port.post('too late');
    await gone;
    expect(back).toEqual(['bye']);
  });
});

describe('the other side is cut off', () => {
  it('when it sends what is no message', async () => {
    near.write('no json\n{"a":1}\n');
    await closed();
    expect(got).toEqual([]);
  });

  it('when a message never ends', async () => {
    near.on('error', () => undefined);
    const piece = Buffer.alloc(1024 * 1024, 0x20);
    const end = closed();
    const timer = setInterval(() => near.write(piece), 1);
    await end;
    clearInterval(timer);
    expect(got).toEqual([]);
  });

  it('when it does not read, instead of costing memory without end', async () => {
    near.pause();
    const end = closed();
    for (let i = 0; i < 80; i += 1) port.post('y'.repeat(1024 * 1024));
    await end;
    expect(far.destroyed).toBe(true);
  });
});

it('refuses to post what the other side would not take', () => {
  expect(() => port.post('z'.repeat(33 * 1024 * 1024))).toThrow('too long');
  expect(far.destroyed).toBe(false);
});
