/** What stands around a hit in a snippet: two characters for private use, which no text for search has. */
export const HIT_START = '\ue000';
export const HIT_END = '\ue001';

export function withoutHitMarks(snippet: string): string {
  return snippet.replaceAll(HIT_START, '').replaceAll(HIT_END, '');
}
