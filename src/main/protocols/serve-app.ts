import { readFile } from 'node:fs/promises';
import type { Session } from 'electron';
import type { Log } from '../../base/log';
import { safeJoin } from '../../base/safe-path';
import { CONTENT_SECURITY_POLICY } from './content-security-policy';
import { contentTypeOf } from './content-types';
import { APP_ORIGIN, APP_SCHEME } from './addresses';

/** Serves the built page at `app://filemill/`; nothing outside `folder` can be reached. */
export function serveApp(session: Session, folder: string, log: Log): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const refuse = (status: number): Response => {
      log.warn('page.file-refused', { address: request.url.slice(0, 200), method: request.method, status });
      return new Response(null, { status });
    };
    const address = new URL(request.url);
    if (`${address.protocol}//${address.host}` !== APP_ORIGIN || request.method !== 'GET') return refuse(403);
    try {
      const name = decodeURIComponent(address.pathname).replace(/^\/+/, '') || 'index.html';
      const body = await readFile(safeJoin(folder, name));
      return new Response(body, {
        headers: {
          'Content-Type': contentTypeOf(name),
          'Content-Security-Policy': CONTENT_SECURITY_POLICY,
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Referrer-Policy': 'no-referrer',
          'X-Content-Type-Options': 'nosniff',
        },
      });
    } catch {
      return refuse(404);
    }
  });
}
