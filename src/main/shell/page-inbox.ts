import type { Log } from '../../base/log';
import type { ShellApi } from '../../shared/contract/shell-api';
import type { EventName, EventPayload } from '../../shared/rpc/define-api';
import type { Notice } from '../notices/notice-desk';
import type { Section } from '../window/menu-items';
import type { Place } from '../window/place';

type Emit = <N extends EventName<ShellApi>>(name: N, payload: EventPayload<ShellApi, N>) => void;

interface InboxOptions {
  readonly emit: Emit;
  readonly isVisible: () => boolean;
  readonly log: Log;
}

/** More than this nobody reads at once. */
const MOST_NOTICES = 3;

/** What is to be told to the page of the window, kept until there is a page that can take it. */
export class PageInbox {
  /** As the page told them last; also while there is none. */
  sections: readonly Section[] = [];
  private isOpen = false;
  private place: Place | null = null;
  private folders: string[] = [];
  private notices: Notice[] = [];

  constructor(private readonly options: InboxOptions) {}

  get isReady(): boolean {
    return this.isOpen;
  }

  /** @returns whether its sections are others than before */
  ready(sections: readonly Section[]): boolean {
    this.isOpen = true;
    const isNew = sections.length > 0 && JSON.stringify(sections) !== JSON.stringify(this.sections);
    if (isNew) this.sections = sections;
    this.deliver();
    return isNew;
  }

  gone(): void {
    this.isOpen = false;
  }

  /** The last one counts. */
  goTo(place: Place): void {
    this.place = place;
    this.deliver();
  }

  offerFolder(path: string): void {
    this.folders.push(path);
    this.deliver();
  }

  /** Waits for a window that can be seen, too. */
  tell(notice: Notice): void {
    this.notices = [...this.notices, notice].slice(-MOST_NOTICES);
    this.deliver();
  }

  /** All that can be told now. */
  deliver(): void {
    if (!this.isOpen) return;
    const { emit, isVisible, log } = this.options;
    const { place } = this;
    this.place = null;
    if (place !== null) {
      if (this.sections.some(({ id }) => id === place.screen)) emit('screen.wanted', place);
      else log.warn('screen.unknown', { screen: place.screen });
    }
    if (this.folders.length > 0) emit('folders.offered', { paths: this.folders.splice(0) });
    if (!isVisible()) return;
    for (const { title, body, place: leadsTo, retry } of this.notices.splice(0)) emit('notice.told', { title, body, ...leadsTo, retry });
  }
}
