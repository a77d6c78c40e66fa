import { readFileSync, readlinkSync } from 'node:fs';
import { readFile, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { toFsPath } from './byte-name';

export interface FilesystemKind {
  /** As in `mount`: "nfs", "cifs", "fuse" …; "local" when nothing special is known. */
  name: string;
  /** False where changes made elsewhere (on the server, by the host) are not announced by events on this machine. */
  announcesChanges: boolean;
}

const LOCAL: FilesystemKind = { name: 'local', announcesChanges: true };

/** `f_type` of statfs(2) for file systems whose content can change behind this kernel's back. */
const REMOTE_TYPES: Readonly<Record<number, string>> = {
  0x6969: 'nfs',
  0x517b: 'smb',
  0xff534d42: 'cifs',
  0xfe534d42: 'smb2',
  0x65735546: 'fuse',
  0x01021997: '9p',
  0x786f4256: 'vboxsf',
  0xbacbacbc: 'vmhgfs',
  0x7c7c6673: 'prl_fs',
  0x73757245: 'coda',
  0x5346414f: 'afs',
  0x6b414653: 'kafs',
  0x00c36400: 'ceph',
  0x0bd00bd0: 'lustre',
  0x01161970: 'gfs2',
  0x7461636f: 'ocfs2',
  0x19830326: 'beegfs',
  0x564c: 'ncp',
};

/** Of the file systems in user space, those over a local block device: all changes pass through this kernel. */
const LOCAL_FUSE = new Set(['fuseblk', 'fuse.ntfs-3g', 'fuse.exfat', 'fuse.ext2']);

/** What kind of file system `path` lies on. Rejects when the path can't be asked at all. */
export async function filesystemKind(path: string): Promise<FilesystemKind> {
  if (process.platform === 'win32') {
    return path.startsWith('\\\\') ? { name: 'smb', announcesChanges: false } : LOCAL;
  }
  // The numbers are Linux's; macOS announces changes made on this machine for every kind it mounts.
  if (process.platform !== 'linux') return LOCAL;
  const type = (await statfs(toFsPath(path))).type >>> 0;
  const name = REMOTE_TYPES[type];
  if (name === undefined) return LOCAL;
  if (name !== 'fuse') return { name, announcesChanges: false };
  const mounted = mountedType(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''), path);
  return { name: mounted ?? name, announcesChanges: LOCAL_FUSE.has(mounted ?? name) };
}

/** Types of mounts whose server may go, and leave whoever asks them waiting for good; `autofs` asks it when it is first met. */
const SHARE = /^(?:nfs|cifs|smb|9p|afs|ceph|coda|lustre|gfs2|ocfs2|beegfs|ncp|vboxsf|vmhgfs|prl_fs|fuse|autofs)/;
/** As many as Linux follows. */
const MOST_LINKS = 40;

/** Whether `path` lies on a file system that may stop answering, also behind links on disks of this machine; by the list of mounts, without asking it. */
export function mayHang(path: string): boolean {
  if (process.platform === 'win32') return path.startsWith('\\\\');
  if (process.platform !== 'linux') return false;
  const known = mountInfo();
  return known.hasShares && leadsToShare(known.text, path, 0);
}

const isShare = (type: string): boolean => SHARE.test(type) && !LOCAL_FUSE.has(type);

function leadsToShare(mountsNow: string, path: string, links: number): boolean {
  if (isShare(mountedType(mountsNow, path) ?? '')) return true;
  const parts = path.split('/').filter((part) => part !== '');
  for (const index of parts.keys()) {
    const here = `/${parts.slice(0, index + 1).join('/')}`;
    if (isShare(mountedType(mountsNow, here) ?? '')) return true;
    const target = linkAt(here);
    if (target !== null) return links < MOST_LINKS && leadsToShare(mountsNow, resolve(dirname(here), target, ...parts.slice(index + 1)), links + 1);
  }
  return false;
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(toFsPath(path));
  } catch {
    // No link, or nothing there.
    return null;
  }
}

/** Read anew when it is so old. */
const MOUNTS_MS = 2_000;
let mounts = { at: -Infinity, text: '', hasShares: false };

function mountInfo(): { text: string; hasShares: boolean } {
  const now = performance.now();
  if (now - mounts.at < MOUNTS_MS) return mounts;
  let text = '';
  try {
    text = readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    // Then nothing is known of shares.
  }
  mounts = { at: now, text, hasShares: text.split('\n').some((line) => isShare(line.split(' - ')[1]?.split(' ')[0] ?? '')) };
  return mounts;
}

/** The type of the mount that holds `path`, from the text of /proc/self/mountinfo; null when none is found. */
export function mountedType(mountInfo: string, path: string): string | null {
  let best = -1;
  let type: string | null = null;
  for (const line of mountInfo.split('\n')) {
    const [mount, filesystem] = line.split(' - ');
    const point = mount?.split(' ')[4]?.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    if (point === undefined || filesystem === undefined) continue;
    const holds = point === '/' || path === point || path.startsWith(`${point}/`);
    // Later mounts on the same point hide earlier ones.
    if (!holds || point.length < best) continue;
    best = point.length;
    type = filesystem.split(' ')[0] ?? null;
  }
  return type;
}
