/** A path from a root: of Unix, of a Windows drive, or of a network share. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:\/|[a-z]:[\\/]|\\\\[^\\]+\\)/i.test(path);
}
