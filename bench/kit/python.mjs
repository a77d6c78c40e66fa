import { runProgram } from './processes.mjs';

/** The Python at hand itself, not a launcher that chooses among several; undefined where there is none. */
export async function findPython() {
  try {
    const { stdout } = await runProgram('python3', ['-c', 'import sys; print(sys.executable)']);
    return stdout.trim() || undefined;
  } catch {
    // Without Python its rows are left out.
    return undefined;
  }
}
