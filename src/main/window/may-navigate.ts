import { APP_PAGE } from '../protocols/addresses';
import { isDocumentAddress } from '../protocols/artifact-path';

interface Frame {
  readonly parent: Frame | null;
}

interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  /** The one that goes somewhere. */
  readonly frame?: Frame | null;
  /** The one that wants it; null when none did. */
  readonly initiator?: Frame | null;
}

/**
 * Our page may be loaded again, and it may show a document as HTML in a frame of its own. Whatever a document itself
 * wants to follow is refused: its links lead nowhere.
 */
export function mayNavigate({ url, isMainFrame, frame, initiator }: Navigation): boolean {
  if (isMainFrame) return withoutFragment(url) === APP_PAGE;
  const isFrameOfPage = frame?.parent != null && frame.parent.parent === null;
  const isWantedByPage = initiator != null && initiator.parent === null;
  return isFrameOfPage && isWantedByPage && isDocumentAddress(url);
}

const withoutFragment = (address: string): string => address.split('#', 1)[0] as string;
