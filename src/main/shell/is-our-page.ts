import type { WebContents, WebFrameMain } from 'electron';
import { APP_ORIGIN } from '../protocols/addresses';

interface Sender {
  readonly sender: WebContents;
  readonly senderFrame: WebFrameMain | null;
}

/** Whether a message comes from the main frame of one of our windows, and that frame shows our own page. */
export function isOurPage({ sender, senderFrame }: Sender, ours: readonly WebContents[]): boolean {
  if (!ours.includes(sender) || senderFrame === null || senderFrame.parent !== null) return false;
  return senderFrame.url === APP_ORIGIN || senderFrame.url.startsWith(`${APP_ORIGIN}/`);
}
