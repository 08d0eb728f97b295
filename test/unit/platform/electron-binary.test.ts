import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { success } from '../../../main/outcome';
import { findElectron, reasonsForHeadless } from '../../../main/platform/electron-binary';
import { tempDir } from '../../support/temp-dir';

function plant(path: string, text = '', mode = 0o644): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

function plantPackage(root: string): string {
  const electron = join(root, 'node_modules', 'electron');
  plant(join(electron, 'index.js'), 'throw new Error("required: this starts a download")');
  plant(join(electron, 'path.txt'), 'electron');
  return plant(join(electron, 'dist', 'electron'), '', 0o755);
}

describe('finding Electron', () => {
  const linux = { env: {}, platform: 'linux' } as const;

  it('takes the one in the package', () => {
    const packageRoot = tempDir();
    const binary = plantPackage(packageRoot);
    expect(findElectron({ ...linux, packageRoot })).toEqual(success(binary));
  });

  it('takes the one in a package of the tree that Pushtray is installed in', () => {
    const outer = tempDir();
    const binary = plantPackage(outer);
    const packageRoot = join(outer, 'node_modules', 'pushtray');
    expect(findElectron({ ...linux, packageRoot })).toEqual(success(binary));
  });

  it('prefers the folder that the environment names', () => {
    const packageRoot = tempDir();
    plantPackage(packageRoot);
    const binary = plant(join(packageRoot, 'mine', 'electron'), '', 0o755);
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(packageRoot, 'mine') };
    expect(findElectron({ ...linux, env, packageRoot })).toEqual(success(binary));
  });

  it.each([
    ['darwin', 'Electron.app/Contents/MacOS/Electron'],
    ['win32', 'electron.exe'],
  ] as const)('knows the name on %s', (platform, name) => {
    const dir = tempDir();
    const binary = plant(join(dir, name), '', 0o755);
    expect(findElectron({ env: { ELECTRON_OVERRIDE_DIST_PATH: dir }, platform, packageRoot: dir })).toEqual(
      success(binary),
    );
  });

  it('is not taken in by a package whose download never came, nor by a file that cannot be run', () => {
    const packageRoot = tempDir();
    const binary = plantPackage(packageRoot);
    chmodSync(binary, 0o644);
    expect(findElectron({ ...linux, packageRoot })).toMatchObject({ error: { code: 'no_electron' } });
  });
});

describe('reasons to go headless', () => {
  const electron = success('/opt/electron/electron');
  const fine = {
    env: { DISPLAY: ':0' },
    platform: 'linux',
    uid: 1000,
    electron,
    procRoot: '/nonexistent',
  } as const;
  const codes = (here: Parameters<typeof reasonsForHeadless>[0]) =>
    reasonsForHeadless(here).map(({ code }) => code);

  it('are none on a desktop', () => {
    expect(codes(fine)).toEqual([]);
    expect(codes({ ...fine, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual([]);
  });

  it('name a missing display', () => {
    expect(reasonsForHeadless({ ...fine, env: { DISPLAY: '' } })).toMatchObject([
      { code: 'no_display', message: 'There is no display: neither $DISPLAY nor $WAYLAND_DISPLAY is set.' },
    ]);
  });

  it('name root', () => {
    expect(codes({ ...fine, uid: 0 })).toEqual(['root']);
  });

  it('name a missing Electron', () => {
    const none = findElectron({ env: {}, platform: 'linux', packageRoot: tempDir() });
    expect(codes({ ...fine, electron: none })).toEqual(['no_electron']);
  });

  it.each([
    ['sys/kernel/unprivileged_userns_clone', '0\n', '1\n'],
    ['sys/kernel/apparmor_restrict_unprivileged_userns', '1\n', '0\n'],
    ['sys/user/max_user_namespaces', '0\n', '96365\n'],
  ])('name user namespaces forbidden by %s', (file, forbidding, allowing) => {
    const procRoot = tempDir();
    plant(join(procRoot, file), allowing);
    expect(codes({ ...fine, procRoot })).toEqual([]);
    plant(join(procRoot, file), forbidding);
    const [reason] = reasonsForHeadless({ ...fine, procRoot });
    expect(reason).toMatchObject({
      code: 'no_user_namespaces',
      message: expect.stringContaining(`/proc/${file} is `),
    });
  });

  it.skipIf(process.getuid?.() !== 0)(
    'forgive forbidden namespaces where the setuid sandbox is installed',
    () => {
      const dir = tempDir();
      plant(join(dir, 'sys/user/max_user_namespaces'), '0');
      const sandbox = plant(join(dir, 'chrome-sandbox'), '', 0o4755);
      const here = { ...fine, procRoot: dir, electron: success(join(dir, 'electron')) };
      expect(codes(here)).toEqual([]);
      chmodSync(sandbox, 0o755);
      expect(codes(here)).toEqual(['no_user_namespaces']);
    },
  );

  it('are the display first, then the user, then the binary', () => {
    const none = findElectron({ env: {}, platform: 'linux', packageRoot: tempDir() });
    expect(codes({ ...fine, env: {}, uid: 0, electron: none })).toEqual([
      'no_display',
      'root',
      'no_electron',
    ]);
  });

  it('outside Linux are a missing binary alone', () => {
    expect(codes({ env: {}, platform: 'win32', electron })).toEqual([]);
    expect(codes({ env: {}, platform: 'darwin', uid: 0, electron })).toEqual([]);
  });
});
