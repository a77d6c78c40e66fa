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

const PYTHONS = ['python3', '/usr/bin/python3'];

/** A Python that has all of `modules`; undefined where there is none. */
export async function findPythonWith(...modules) {
  for (const python of PYTHONS) {
    try {
      await runProgram(python, ['-c', `import ${modules.join(', ')}`]);
      return python;
    } catch {
      // The next one may have them.
    }
  }
  return undefined;
}
