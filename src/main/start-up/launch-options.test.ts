import { describe, expect, it } from 'vitest';
import { readLaunchOptions } from './launch-options';

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
    expect(options.folders).toEqual(['/home/ana/Scans', '/home/ana/-odd', '/x/y']);
  });

  it('takes plain arguments only when packaged, where none of them is the project', () => {
    expect(readLaunchOptions(['/project'], development).folders).toEqual([]);
    const packaged = { ...development, isPackaged: true };
    expect(readLaunchOptions(['--no-sandbox', '--data', 'd', 'Scans'], packaged)).toEqual({
      dataFolder: '/home/ana/d',
      folders: ['/home/ana/Scans'],
    });
  });
});
