import { createStore } from '../store';

/** What the view on show can be saved as. */
export interface Downloads {
  svg?: () => Blob | Promise<Blob>;
  png?: () => Blob | Promise<Blob>;
}

export const downloads = createStore<Downloads>({});

/** Offers downloads for as long as a view is there. */
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

/** A picture of pixels from one of shapes. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height);
  // A data address: the page's policy lets images come from nowhere else.
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
