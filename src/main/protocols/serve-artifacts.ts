import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Session } from 'electron';
import type { Log } from '../../base/log';
import { artifactPath } from './artifact-path';
import { artifactSecurityPolicy } from './content-security-policy';
import { contentTypeOf } from './content-types';
import { ARTIFACT_SCHEME } from './addresses';

/** Up to here a file is sent in one piece: a gallery asks for dozens of thumbnails at once, and a stream costs more than such a file. */
const WHOLE_BYTES = 256 * 1024;

/** Serves previews and thumbnails out of `<data>/artifacts`. They are named by their hash and so never change. */
export function serveArtifacts(session: Session, dataFolder: string, log: Log): void {
  session.protocol.handle(ARTIFACT_SCHEME, async (request) => {
    const path = artifactPath(dataFolder, request.url);
    if (path === null || request.method !== 'GET') {
      log.warn('artifact.refused', { address: request.url.slice(0, 200), method: request.method });
      return new Response(null, { status: 403 });
    }
    try {
      const file = await open(path, 'r');
      const stats = await file.stat();
      if (!stats.isFile()) {
        await file.close();
        return new Response(null, { status: 404 });
      }
      const contentType = contentTypeOf(path);
      const body = stats.size <= WHOLE_BYTES ? await readWhole(file) : streamOf(file);
      return new Response(body, {
        headers: {
          'Content-Type': contentType,
          'Content-Length': String(stats.size),
          'Cache-Control': 'public, max-age=31536000, immutable',
          'Content-Security-Policy': artifactSecurityPolicy(contentType),
          'X-Content-Type-Options': 'nosniff',
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

async function readWhole(file: FileHandle): Promise<Buffer<ArrayBuffer>> {
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** It closes the handle at its end, also when the page goes away in the middle. */
const streamOf = (file: FileHandle): ReadableStream => Readable.toWeb(file.createReadStream()) as ReadableStream;
