import { createStore } from '../store';

/** The downloads of the current view. */
export interface Downloads {
  svg?: () => Blob | Promise<Blob>;
  png?: () => Blob | Promise<Blob>;
}

export const downloads = createStore<Downloads>({});

/** Offers downloads until the returned function is called. */
export function offerDownloads(offer: Downloads): () => void {
  downloads.set(offer);
  return () => downloads.set((now) => (now === offer ? {} : now));
}

export async function save(make: () => Blob | Promise<Blob>, name: string): Promise<void> {
  const address = URL.createObjectURL(await make());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const SCALE = 2;

/** Converts an SVG to PNG. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height);
  // The content security policy allows images from data addresses only.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser could not create the image.'))),
      'image/png',
    );
  });
}
