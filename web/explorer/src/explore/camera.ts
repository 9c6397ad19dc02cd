// What part of the plane a drawing shows, and how large.
import type { Place } from '../relationships/layout';

export interface Camera {
  scale: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

const LARGEST = 2;
const LEAST = 0.05;
const MOST = 4;

/** Room at the edges for labels. */
const PADDING = { x: 70, y: 44 };

/** Shows everything; a few nodes are not enlarged to fill the frame. */
export function fitted(places: Iterable<Place>, { width, height }: Size): Camera {
  const all = [...places];
  if (all.length === 0) return { scale: 1, x: width / 2, y: height / 2 };
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const free = { x: Math.max(width - 2 * PADDING.x, 60), y: Math.max(height - 2 * PADDING.y, 60) };
  const scale = Math.max(Math.min(free.x / (right - left || 1), free.y / (bottom - top || 1), LARGEST), LEAST);
  return { scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2 };
}

/** Enlarges around a point of the screen. */
export function zoomed(camera: Camera, factor: number, at: Place): Camera {
  const scale = Math.min(Math.max(camera.scale * factor, LEAST), MOST);
  const by = scale / camera.scale;
  return { scale, x: at.x - (at.x - camera.x) * by, y: at.y - (at.y - camera.y) * by };
}

export const moved = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x + dx,
  y: camera.y + dy,
});

export const onScreen = ({ scale, x, y }: Camera, place: Place): Place => ({
  x: place.x * scale + x,
  y: place.y * scale + y,
});

export const onPlane = ({ scale, x, y }: Camera, place: Place): Place => ({
  x: Math.round((place.x - x) / scale),
  y: Math.round((place.y - y) / scale),
});
