import { type NativeImage, nativeImage } from 'electron';

const files = import.meta.glob('../../../build/icons/64x64.png', {
  query: '?inline',
  import: 'default',
  eager: true,
});

/** For task bars, where no installed application gives one. */
export function appIcon(): NativeImage {
  return nativeImage.createFromDataURL(Object.values(files)[0] ?? '');
}
