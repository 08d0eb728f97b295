import { type NativeImage, nativeImage } from 'electron';
import type { HealthLevel } from '../../contract/verdict';
import { iconPictures } from './icon-pictures';

/** `./icons/ok-32.png` and so on, each as a `data:` address: no path that packing could break. */
const files = import.meta.glob('./icons/*.png', { query: '?inline', import: 'default', eager: true });

export function trayImage(level: HealthLevel, platform = process.platform): NativeImage {
  const image = nativeImage.createEmpty();
  for (const { file, scaleFactor } of iconPictures(level, platform)) {
    image.addRepresentation({ scaleFactor, dataURL: files[`./icons/${file}`] ?? '' });
  }
  image.setTemplateImage(platform === 'darwin');
  return image;
}
