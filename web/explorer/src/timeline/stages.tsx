import { sentence, spoken } from '../answer/kinds';
import type { Scheme } from '../picture/palettes';

/** The looks of the stages: four colors for progress, and one shape per stage. */
interface Look {
  shape: 'circle' | 'square' | 'diamond' | 'up' | 'down' | 'cross';
  color: 'said' | 'way' | 'done' | 'no' | 'law';
  isHollow?: boolean;
}

const LOOKS: Record<string, Look> = {
  ANNOUNCED: { shape: 'circle', color: 'said', isHollow: true },
  AUTHORIZED: { shape: 'square', color: 'said' },
  OPENED: { shape: 'diamond', color: 'said' },
  ELIGIBLE: { shape: 'up', color: 'way', isHollow: true },
  APPLIED: { shape: 'up', color: 'way' },
  RECOMMENDED: { shape: 'down', color: 'way' },
  GRANTED: { shape: 'circle', color: 'done' },
  RECORDED: { shape: 'square', color: 'done' },
  DECLINED: { shape: 'cross', color: 'no' },
  WITHDRAWN: { shape: 'down', color: 'no' },
  NOT_CANNABIS: { shape: 'diamond', color: 'no', isHollow: true },
  ENACTED: { shape: 'square', color: 'law', isHollow: true },
  EFFECTIVE: { shape: 'square', color: 'law' },
};

export const STAGES = Object.keys(LOOKS);

export const stageName = (stage: string): string => (stage === 'TERM' ? 'Term of office' : sentence(spoken(stage)));

const COLORS: Record<Look['color'] | 'term', Record<Scheme, string>> = {
  said: { light: '#1d4ed8', dark: '#8cb4ff' },
  way: { light: '#a16207', dark: '#e6c15c' },
  done: { light: '#0f766e', dark: '#4fd1c0' },
  no: { light: '#b91c1c', dark: '#ff9a92' },
  law: { light: '#6b5200', dark: '#d9b95a' },
  term: { light: '#1d4ed8', dark: '#8cb4ff' },
};

export const colorOf = (stage: string, scheme: Scheme): string => COLORS[LOOKS[stage]?.color ?? 'term'][scheme];

const PATHS: Record<Look['shape'], string> = {
  circle: 'M5,0a5,5 0 1,0 -10,0a5,5 0 1,0 10,0Z',
  square: 'M-4.5,-4.5h9v9h-9Z',
  diamond: 'M0,-6L6,0L0,6L-6,0Z',
  up: 'M0,-5.5L5.5,4.5L-5.5,4.5Z',
  down: 'M0,5.5L5.5,-4.5L-5.5,-4.5Z',
  cross: 'M-4,-4L4,4M4,-4L-4,4',
};

/** Returns the mark of a stage as SVG content around a point. */
export function stageMark(stage: string, scheme: Scheme, paper: string): string {
  const { shape, isHollow } = LOOKS[stage] ?? { shape: 'circle' as const, isHollow: false };
  const color = colorOf(stage, scheme);
  const fill = shape === 'cross' ? 'none' : isHollow ? paper : color;
  return `<path d="${PATHS[shape]}" fill="${fill}" stroke="${color}" stroke-width="${shape === 'cross' ? 2.6 : 2}" stroke-linecap="round"/>`;
}

export function StageMark({ stage, scheme }: { stage: string; scheme: Scheme }) {
  const { shape, isHollow } = LOOKS[stage] ?? { shape: 'circle' as const, isHollow: false };
  const color = colorOf(stage, scheme);
  return (
    <svg className="cg-stage-mark" viewBox="-7.5 -7.5 15 15" width="15" height="15" aria-hidden="true">
      <path
        d={PATHS[shape]}
        fill={shape === 'cross' ? 'none' : isHollow ? 'var(--paper)' : color}
        stroke={color}
        strokeWidth={shape === 'cross' ? 2.6 : 2}
        strokeLinecap="round"
      />
    </svg>
  );
}
