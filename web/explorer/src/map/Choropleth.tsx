import { useMemo, useRef, type KeyboardEvent, type Ref } from 'react';
import { look } from '../address';
import type { Scheme } from '../picture/palettes';
import type { State } from './asked';
import { missing } from './missing';
import { categoriesOf, isDark } from './colors';
import { fillOf } from './fill';
import { HEIGHT, outlines, squares, WIDTH, type Region } from './geography';
import type { Measure } from './measures';
import { Patterns } from './Patterns';

interface Props {
  ref: Ref<SVGSVGElement>;
  measure: Measure;
  states: State[];
  scheme: Scheme;
  selected: string | null;
}

const OUTLINES = outlines();
const SQUARES = squares();

/** The map. It is one stop for the Tab key; the arrow keys go from state to state by name. */
export function Choropleth({ ref, measure, states, scheme, selected }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const byFips = useMemo(() => new Map(states.map((state) => [state.fips, state])), [states]);
  const byName = useMemo(() => [...states].sort((one, other) => one.name.localeCompare(other.name)), [states]);
  const categories = categoriesOf(measure, scheme);
  const current = byName.some(({ id }) => id === selected) ? selected : byName[0]?.id;

  const step = (event: KeyboardEvent, state: State) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' || event.key === ' ') look({ selected: state.id });
    else if (event.key === 'Escape') look({ selected: null });
    else if (by) {
      const next = byName[(byName.indexOf(state) + by + byName.length) % byName.length]!;
      look({ selected: next.id });
      frame.current?.querySelector<SVGElement>(`[data-state="${next.id}"][role]`)?.focus();
    } else return;
    event.preventDefault();
  };

  const region = ({ fips, path, label }: Region, isSquare: boolean) => {
    const state = byFips.get(fips);
    if (!state) return null;
    // A small state has an outline and a square; only the square can be focused.
    const isDouble = !isSquare && SQUARES.some((square) => square.fips === fips);
    const { color, pattern, isOpen } = fillOf(measure, state, scheme, categories);
    const text = measure.values.get(state.id)?.text ?? missing(measure, state.coverage);
    const name = `${state.name} (${state.code}): ${text}`;
    return (
      <g key={`${fips}${isSquare}`} className={state.id === selected ? 'cg-region cg-chosen' : 'cg-region'}>
        <g
          data-state={state.id}
          onClick={() => look({ selected: state.id })}
          onKeyDown={(event) => step(event, state)}
          {...(isDouble
            ? { 'aria-hidden': true }
            : {
                role: 'button',
                tabIndex: state.id === current ? 0 : -1,
                'aria-label': name,
                'aria-pressed': state.id === selected,
              })}
        >
          <title>{name}</title>
          <path d={path} fill={color ?? `url(#map-${pattern})`} />
          {isOpen && <path d={path} fill="url(#map-open)" className="cg-over" />}
        </g>
        {label && !isDouble && (
          <text
            x={label[0]}
            y={label[1]}
            aria-hidden="true"
            className={color && isDark(color) ? 'cg-on-dark' : color ? 'cg-on-light' : 'cg-on-none'}
          >
            {state.code}
          </text>
        )}
      </g>
    );
  };

  // The selected state is drawn last, so that its border is on top.
  const last = (one: Region, other: Region) =>
    Number(byFips.get(one.fips)?.id === selected) - Number(byFips.get(other.fips)?.id === selected);

  return (
    <div className="cg-atlas" ref={frame}>
      <svg
        ref={ref}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="group"
        aria-label={`Map: ${measure.name}. Use the arrow keys to go from state to state.`}
      >
        <Patterns scheme={scheme} prefix="map" />
        {[...OUTLINES].sort(last).map((one) => region(one, false))}
        {SQUARES.map((one) => region(one, true))}
      </svg>
    </div>
  );
}
