import type { Scheme } from '../picture/palettes';

const INK: Record<Scheme, { paper: string; faint: string; line: string }> = {
  light: { paper: '#ffffff', faint: '#e8ebf0', line: '#98a3b3' },
  dark: { paper: '#14181f', faint: '#262e39', line: '#66717f' },
};

/** Missing values have patterns instead of colors, because they are not small numbers. */
export function Patterns({ scheme, prefix }: { scheme: Scheme; prefix: string }) {
  const { paper, faint, line } = INK[scheme];
  const hatch = (id: string, width: number, back: string, stroke: string, turn: number) => (
    <pattern
      id={`${prefix}-${id}`}
      width={width}
      height={width}
      patternUnits="userSpaceOnUse"
      patternTransform={`rotate(${turn})`}
    >
      <rect width={width} height={width} fill={back} />
      <path d={`M0,0V${width}`} stroke={stroke} strokeWidth={width / 2.4} />
    </pattern>
  );
  return (
    <defs>
      <pattern id={`${prefix}-none`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill={faint} />
      </pattern>
      <pattern id={`${prefix}-silent`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill={paper} />
      </pattern>
      {hatch('unchecked', 12, paper, line, 45)}
      {hatch('unknown', 14, paper, scheme === 'light' ? '#2f9385' : '#3aa898', 45)}
      <pattern id={`${prefix}-recorded`} width="12" height="12" patternUnits="userSpaceOnUse">
        <rect width="12" height="12" fill={paper} />
        <circle cx="6" cy="6" r="1.9" fill={line} />
      </pattern>
      <pattern id={`${prefix}-open`} width="14" height="14" patternUnits="userSpaceOnUse">
        <path
          d="M7,3.4v7.2M3.4,7h7.2"
          stroke={scheme === 'light' ? '#ffffff' : '#0b1512'}
          strokeWidth="1.8"
          opacity="0.8"
        />
      </pattern>
    </defs>
  );
}
