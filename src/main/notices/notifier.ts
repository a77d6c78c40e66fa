import type { Log } from '../../base/log';
import type { Cause } from '../../shared/errors/error-table';
import type { Snapshot } from '../../shared/model/engine';
import { displayName } from '../../shared/model/display-name';
import type { GeneralSettings } from '../../shared/model/settings';
import type { Place } from '../window/place';
import { NoticeDesk, type Notice } from './notice-desk';
import { isQuiet } from './quiet-hours';
import { showSystemNotice } from './system-notice';
import { t } from '../../shared/words/words';

type Wishes = GeneralSettings['notifications'];

interface NotifierOptions {
  /** A window that the user looks at needs no notice about what it shows. */
  readonly isWatched: () => boolean;
  readonly onShow: (place: Place) => void;
  readonly onRetry: (cause: Cause) => void;
  /** The system shows no notices: the window does it itself. */
  readonly onUnshown: (notice: Notice) => void;
  readonly icon: string;
  readonly log: Log;
}

const LOOK_AGAIN_MS = 2_000;

export interface Notifier {
  update(snapshot: Snapshot): void;
  /** How much people want to be told; until it is known they are told nothing. */
  follow(wishes: Wishes): void;
  /** A rule speaks for itself, also to somebody who looks at the window. @returns whether the system was asked to show it */
  say(notice: Notice): boolean;
  /** Something about Filemill itself that must be said at any level. */
  tell(notice: Notice): void;
}

export function createNotifier({ isWatched, onShow, onRetry, onUnshown, icon, log }: NotifierOptions): Notifier {
  const desk = new NoticeDesk();
  let timer: NodeJS.Timeout | null = null;
  let wishes: Wishes | null = null;

  function show(notice: Notice): void {
    const actions = [{ id: 'show', label: t('Show') }, ...(notice.retry === null ? [] : [{ id: 'retry', label: t('Retry') }])];
    const { title, body } = notice;
    showSystemNotice(
      { title: displayName(title), body: displayName(body), actions, icon },
      {
        onAction: (id) => {
          if (id === 'retry' && notice.retry !== null) onRetry(notice.retry);
          else onShow(notice.place);
        },
        onFailed: (reason) => {
          log.warn('notice.failed', { reason });
          onUnshown(notice);
        },
      },
    );
  }

  function look(): void {
    timer = null;
    if (wishes === null || wishes.level === 'off' || isWatched()) desk.forget();
    else if (!isQuiet(wishes.quietHours, new Date())) desk.take(performance.now(), wishes.level).forEach(show);
    if (desk.isPending) timer = setTimeout(look, LOOK_AGAIN_MS);
  }

  return {
    update(snapshot) {
      desk.update(snapshot, performance.now());
      if (desk.isPending && timer === null) timer = setTimeout(look, LOOK_AGAIN_MS);
    },
    follow(given) {
      wishes = given;
    },
    say(notice) {
      if (wishes?.level === 'off' || isQuiet(wishes?.quietHours ?? null, new Date())) return false;
      show(notice);
      return true;
    },
    tell: show,
  };
}
