import { Notification } from 'electron';
import type { Log } from '../../base/log';
import type { Snapshot } from '../../shared/model/engine';
import { AttentionNotices, folderProblems, type Notice } from './attention-notices';

interface NotifierOptions {
  /** A window that the user looks at needs no notice about what it shows. */
  readonly isWatched: () => boolean;
  readonly onClick: () => void;
  readonly log: Log;
}

const LOOK_AGAIN_MS = 2_000;

export interface Notifier {
  update(snapshot: Snapshot): void;
  /** @returns false where the system has nothing that shows notices */
  show(notice: Notice, onClick: () => void): boolean;
}

export function createNotifier({ isWatched, onClick, log }: NotifierOptions): Notifier {
  const notices = new AttentionNotices();
  // Notices on the screen: without a reference they would be collected, and their click with them.
  const shown = new Set<Notification>();
  let timer: NodeJS.Timeout | null = null;

  function show(notice: Notice, onNoticeClick: () => void): boolean {
    if (!Notification.isSupported()) return false;
    const notification = new Notification({ title: notice.title, body: notice.body, silent: true });
    shown.add(notification);
    const forget = (): void => void shown.delete(notification);
    notification.on('click', () => {
      forget();
      onNoticeClick();
    });
    notification.on('close', forget);
    notification.on('failed', (_event, error) => {
      forget();
      log.warn('notice.failed', { error });
    });
    notification.show();
    return true;
  }

  function look(): void {
    timer = null;
    const notice = notices.take(performance.now());
    if (notice !== null && !isWatched()) show(notice, onClick);
    if (notices.isPending) timer = setTimeout(look, LOOK_AGAIN_MS);
  }

  return {
    update(snapshot) {
      notices.update(folderProblems(snapshot), performance.now());
      if (notices.isPending && timer === null) timer = setTimeout(look, LOOK_AGAIN_MS);
    },
    show,
  };
}
