import { CAUSES } from '../../shared/errors/error-table';
import type { Place } from '../window/place';

const ONE_FILE = /^filemill:\/\/file\/([1-9]\d{0,14})\/?$/;
const FILES_OF_FOLDER = /^filemill:\/\/folder\/([1-9]\d{0,14})\/?$/;
const ONE_CAUSE = /^filemill:\/\/attention\/?\?cause=([A-Za-z]{1,30})$/;
const SCREEN = /^filemill:\/\/([a-z]{2,20})\/?$/;

/**
 * The place in the window that a link names, or null. Any page of the web can hold such a link, so it may only lead to a
 * screen, a file by its number, a folder's files, or a cause: it starts nothing, and carries no text and no path. Links are
 * matched as a whole and never decoded. Whether there is such a screen is the window's to say.
 *
 * `filemill://file/12`, `filemill://folder/3`, `filemill://attention?cause=damaged`, `filemill://history`
 */
export function placeOfLink(link: string): Place | null {
  const fileId = ONE_FILE.exec(link)?.[1];
  if (fileId !== undefined) return { screen: 'files', value: `fileId=${fileId}` };
  const folderId = FILES_OF_FOLDER.exec(link)?.[1];
  if (folderId !== undefined) return { screen: 'files', value: `folderId=${folderId}` };
  const cause = ONE_CAUSE.exec(link)?.[1];
  if (cause !== undefined) return CAUSES.some((one) => one === cause) ? { screen: 'attention', value: `cause=${cause}` } : null;
  const screen = SCREEN.exec(link)?.[1];
  return screen === undefined ? null : { screen, value: null };
}

/** Whether it wants to be a link of ours, whatever is wrong with it. */
export const isLink = (text: string): boolean => /^filemill:/i.test(text);
