import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { realPathOf } from '../base/safe-path';
import { endSocket, socketPort } from '../base/socket-port';
import { engineApi, type EngineApi } from '../shared/contract/engine-api';
import { FilemillError } from '../shared/errors/filemill-error';
import { connect, type Connected } from '../shared/rpc/connect';
import type { Port } from '../shared/rpc/port';
import { t } from '../shared/words/words';

/** The name in the data folder: the socket itself, or a link to it where its own path would be too long. */
const SOCKET_NAME = 'engine.sock';
/** Systems allow 104 or 108 bytes, the closing zero included. */
const MAX_PATH_BYTES = 100;
const GREETING_MS = 5_000;

/**
 * Lets the command line talk to this engine, for the user who runs it alone. Called by the holder of the instance lock:
 * a socket that lies there already is that of a dead engine.
 */
export async function serveControl(dataFolder: string, serve: (port: Port) => void): Promise<{ close(): Promise<void> }> {
  const address = addressOf(dataFolder);
  const link = linkFor(dataFolder, address);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socketPort(socket));
  });
  if (process.platform !== 'win32') {
    if (link !== null) ownFolder(dirname(address), true);
    removeSocket(address);
    if (link !== null) removeSocket(link);
  }
  await listen(server, address);
  if (link !== null) symlinkSync(address, link);
  return {
    async close() {
      const ended = new Promise<void>((done) => {
        server.close(() => done());
      });
      for (const socket of sockets) endSocket(socket);
      await ended;
      if (link !== null) removeSocket(link);
    },
  };
}

/**
 * The engine that runs on the data folder, or null when none listens. Close it when done.
 *
 * @throws FilemillError `contract.mismatch` when it is of another version, `peer.silent` when it does not answer
 */
export async function connectControl(dataFolder: string): Promise<Connected<EngineApi> | null> {
  const address = listeningAddress(dataFolder);
  if (address === null) return null;
  const socket = await open(address);
  if (!socket) return null;
  const client = connect(socketPort(socket), engineApi);
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new FilemillError('peer.silent', t('Filemill runs but does not answer.'), { hint: t('Wait a little, or start it again.') }));
    }, GREETING_MS);
  });
  try {
    await Promise.race([client.ready, silence]);
    return client;
  } catch (error) {
    client.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function addressOf(dataFolder: string): string {
  const real = realPathOf(dataFolder);
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 32);
  if (process.platform === 'win32') return String.raw`\\.\pipe\filemill-${hash}`;
  const plain = join(real, SOCKET_NAME);
  if (Buffer.byteLength(plain) <= MAX_PATH_BYTES) return plain;
  return join(tmpdir(), `filemill-${process.getuid?.() ?? 0}`, `${hash}.sock`);
}

/** Where the data folder points to the address, so that it is found whatever TMPDIR says; null when it lies there itself. */
function linkFor(dataFolder: string, address: string): string | null {
  if (process.platform === 'win32') return null;
  const plain = join(realPathOf(dataFolder), SOCKET_NAME);
  return plain === address ? null : plain;
}

function listeningAddress(dataFolder: string): string | null {
  const address = addressOf(dataFolder);
  const link = linkFor(dataFolder, address);
  if (link === null) return address;
  let target: string;
  try {
    target = resolve(dirname(link), readlinkSync(link));
  } catch {
    return null;
  }
  ownFolder(dirname(target), false);
  return target;
}

/** Nobody else may own or enter the folder: they would hear, or be taken for, the engine. */
function ownFolder(path: string, make: boolean): void {
  if (make) mkdirSync(path, { recursive: true, mode: 0o700 });
  const stat = lstatSync(path, { throwIfNoEntry: false });
  const isOurs = stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0;
  if (stat && !isOurs) {
    throw new FilemillError('store.unwritable', t('{path} does not belong to you alone.', { path }), {
      hint: t('Remove it, or use a data folder with a shorter path.'),
    });
  }
}

/** Only what we put there ourselves: anything else stays, and listening fails. */
function removeSocket(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isSocket() || stat?.isSymbolicLink()) rmSync(path, { force: true });
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((done, reject) => {
    server.once('error', reject);
    // Binding happens before `listen` returns: the socket is never open to others, not even for a moment.
    const mask = process.platform === 'win32' ? null : process.umask(0o077);
    try {
      server.listen(address);
    } finally {
      if (mask !== null) process.umask(mask);
    }
    server.once('listening', () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      if (process.platform !== 'win32') chmodSync(address, 0o600);
      done();
    });
  });
}

/** @returns null when nobody listens there */
function open(address: string): Promise<Socket | null> {
  return new Promise((done, reject) => {
    const socket = createConnection(address);
    const fail = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ENOTSOCK') done(null);
      else {
        reject(
          new FilemillError('store.unwritable', t('The running Filemill can’t be reached.'), {
            hint: t('It may belong to another user.'),
            cause: error,
          }),
        );
      }
    };
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.off('error', fail);
      done(socket);
    });
  });
}
