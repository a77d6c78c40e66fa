/**
 * The PDF library leaves promises of its own unanswered when it meets certain damage; the reading itself fails or goes
 * on as it should. Such a rejection is no reason to end a worker. Any other is a mistake of ours.
 */
export function isStrayRejection(reason: unknown): boolean {
  return reason instanceof Error && /[\\/]pdfjs-dist[\\/]/.test(reason.stack ?? '');
}
