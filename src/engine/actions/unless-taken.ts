/** Takes a step that gives a file a name. @returns false where another file has it, which nobody overwrites @throws what else fails */
export function unlessTaken(step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
