import { Notification } from 'electron';
import { notifySend } from './notify-send';

export interface SystemNotice {
  readonly title: string;
  readonly body: string;
  /** Buttons, where the system has any: `id` comes back. A click on the notice itself is the first one. */
  readonly actions: readonly { readonly id: string; readonly label: string }[];
  readonly icon: string;
}

export interface NoticeListener {
  onAction(id: string): void;
  /** Nobody has seen it. */
  onFailed(reason: string): void;
}

/** Notices on the screen: without a reference they would be collected, and their click with them. */
const shown = new Set<Notification>();
/** Systems forget to say that a notice has gone. */
const MOST_KEPT = 50;

/**
 * Shows a notice of the system. Electron's have buttons on macOS and Windows; on Linux only notify-send has, and where
 * it is missing a click on the notice is all there is.
 */
export function showSystemNotice(notice: SystemNotice, listener: NoticeListener): void {
  if (process.platform !== 'linux') return showByElectron(notice, listener);
  notifySend(notice, listener, () => showByElectron(notice, listener));
}

function showByElectron({ title, body, actions }: SystemNotice, { onAction, onFailed }: NoticeListener): void {
  if (!Notification.isSupported()) return onFailed('not supported');
  const first = actions[0]?.id;
  const buttons = actions.map(({ label }) => ({ type: 'button' as const, text: label }));
  const notification = new Notification({ title, body, silent: true, actions: buttons });
  for (const old of [...shown].slice(0, Math.max(0, shown.size - MOST_KEPT + 1))) shown.delete(old);
  shown.add(notification);
  const forget = (): void => void shown.delete(notification);
  const chosen = (id: string | undefined): void => {
    forget();
    if (id !== undefined) onAction(id);
  };
  notification.on('click', () => chosen(first));
  notification.on('action', (_event, index) => chosen(actions[index]?.id));
  notification.on('close', forget);
  notification.on('failed', (_event, error) => {
    forget();
    onFailed(error || 'refused');
  });
  notification.show();
}
