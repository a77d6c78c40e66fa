import type { ActedFile } from '../action';

/** What programs rely on to work at all; nothing else of Filemill's own environment is theirs. */
const PASSED_ON = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SystemDrive', 'COMSPEC', 'PATHEXT', 'APPDATA', 'LOCALAPPDATA', 'USERPROFILE', 'ProgramData'];

/** The environment of a program that a rule runs: what it needs to work, and the file's facts as `FILEMILL_…`. */
export function programEnvironment(file: ActedFile, rule: string, fact: (name: string) => unknown): Record<string, string> {
  const facts: Record<string, unknown> = {
    PATH: file.source,
    FOLDER: file.folderName,
    ROOT: file.root,
    NAME: fact('name'),
    EVENT: file.event,
    SIZE: file.size,
    MODIFIED: new Date(file.mtimeMs).toISOString(),
    SHA256: file.sha256,
    KIND: fact('kind'),
    MIME: fact('mime'),
    RULE: rule,
  };
  const passed = PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as [string, string]]));
  const own = Object.entries(facts).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[`FILEMILL_${name}`, String(value).replaceAll('\0', '')] as [string, string]]));
  return Object.fromEntries([...passed, ...own]);
}
