import { describe, expect, it } from 'vitest';
import { parseOpened, readLaunchOptions } from './launch-options';

const development = { cwd: '/home/ana', environment: {}, isPackaged: false };

describe('readLaunchOptions', () => {
  it('takes the data folder from the argument before the environment', () => {
    const environment = { FILEMILL_DATA: '/from/environment' };
    expect(readLaunchOptions(['.'], { ...development, environment }).dataFolder).toBe('/from/environment');
    expect(readLaunchOptions(['.', '--data', 'here'], { ...development, environment }).dataFolder).toBe('/home/ana/here');
    expect(readLaunchOptions(['.', '--data=/there'], { ...development, environment }).dataFolder).toBe('/there');
    expect(readLaunchOptions(['.'], development).dataFolder).toBeNull();
    expect(readLaunchOptions(['--data'], development).dataFolder).toBeNull();
  });

  it('takes folders after the dashes, also those that begin with a dash', () => {
    const options = readLaunchOptions(['--no-sandbox', '/project', '--', 'Scans', '-odd', '/x/y'], development);
    expect(options.paths).toEqual(['/home/ana/Scans', '/home/ana/-odd', '/x/y']);
  });

  it('takes plain arguments only when packaged, where none of them is the project', () => {
    expect(readLaunchOptions(['/project'], development).paths).toEqual([]);
    const packaged = { ...development, isPackaged: true };
    expect(readLaunchOptions(['--no-sandbox', '--data', 'd', 'Scans'], packaged)).toEqual({
      dataFolder: '/home/ana/d',
      isHidden: false,
      paths: ['/home/ana/Scans'],
      links: [],
    });
  });

  it('takes files as desktops name them, and none of another machine', () => {
    const packaged = { ...development, isPackaged: true };
    expect(readLaunchOptions(['file:///home/ana/My%20files/a.zip', 'file://server/share'], packaged).paths).toEqual(['/home/ana/My files/a.zip']);
    expect(readLaunchOptions(['--hidden'], packaged).isHidden).toBe(true);
  });

  it('takes one link, and then nothing that may be a part of it', () => {
    const packaged = { ...development, isPackaged: true };
    const link = 'filemill://file/3';
    expect(readLaunchOptions([link, '--data', '/tmp/evil', '/etc'], packaged)).toMatchObject({ dataFolder: null, paths: [], links: [link] });
    expect(readLaunchOptions(['.', '--', link, 'x', 'filemill:y'], development)).toMatchObject({ paths: [], links: [link] });
  });
});

describe('parseOpened', () => {
  it('takes nothing but texts, and not too many', () => {
    expect(parseOpened({ paths: ['/a', 3, null, 'x'.repeat(5_000)], links: ['filemill://file/1', 'filemill://file/2'] })).toEqual({
      paths: ['/a'],
      links: ['filemill://file/1'],
    });
    for (const nothing of [null, undefined, 'x', [], { paths: 'x', links: {} }]) expect(parseOpened(nothing)).toEqual({ paths: [], links: [] });
  });
});
