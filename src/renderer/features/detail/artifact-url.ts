/** Pictures are served by the shell, by the hash of what they were made from. */
export function artifactUrl(id: string): string {
  return `fm://artifact/${id}`;
}
