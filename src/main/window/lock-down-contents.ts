import type { App, Session, WebContents } from 'electron';
import type { Log } from '../../base/log';
import { mayNavigate } from './may-navigate';

/** A page shows our own document and nothing else: no other address, no further window, no embedded page but documents. */
export function lockDownContents(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (what: string) => (event: { preventDefault(): void; url: string }): void => {
      event.preventDefault();
      log.warn('page.refused', { what, address: event.url.slice(0, 200) });
    };
    contents.on('will-frame-navigate', (event) => {
      if (!mayNavigate(event)) refuse('navigation')(event);
    });
    contents.on('will-redirect', refuse('redirect'));
    contents.on('will-attach-webview', (event, _preferences, parameters) => {
      event.preventDefault();
      log.warn('page.refused', { what: 'webview', address: String(parameters['src']).slice(0, 200) });
    });
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('page.refused', { what: 'window', address: url.slice(0, 200) });
      return { action: 'deny' };
    });
    recordComplaints(contents, log);
  });
}

/** No camera, no position, no notification from the page, no download: what is native goes through the shell. */
export function lockDownSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('page.refused', { what: 'permission', permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    event.preventDefault();
    log.warn('page.refused', { what: 'download', address: item.getURL().slice(0, 200) });
  });
}

/** A page gone mad must not fill the disk. */
const COMPLAINTS_PER_MINUTE = 60;

/** Errors on the page's console, among them everything that the content security policy refused. */
function recordComplaints(contents: WebContents, log: Log): void {
  let minute = 0;
  let count = 0;
  // The event's own fields are the newer form, the separate arguments the older; the runtimes in use differ.
  const onMessage = (event: { message?: string; level?: string }, level?: number, message?: string): void => {
    const isError = event.level === undefined ? level === 3 : event.level === 'error';
    if (!isError) return;
    const now = Math.floor(performance.now() / 60_000);
    count = now === minute ? count + 1 : 1;
    minute = now;
    if (count > COMPLAINTS_PER_MINUTE) return;
    log.warn('page.complained', { message: String(event.message ?? message).slice(0, 500) });
  };
  contents.on('console-message', onMessage as never);
}
