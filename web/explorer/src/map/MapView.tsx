import './map.css';
import { useEffect, useMemo, useRef } from 'react';
import { look, view } from '../address';
import { useAnswer } from '../detail/Sheet';
import { picture } from '../picture/picture';
import { offerDownloads, pngOf } from '../picture/downloads';
import { useScheme } from '../picture/theme';
import { useStore } from '../store';
import { allStates, mapped, totalsByState } from './asked';
import { Choropleth } from './Choropleth';
import { HEIGHT, WIDTH } from './geography';
import { Legend } from './Legend';
import { IN_ANSWER, IN_GRAPH, measuresOf, measuresOfTotals, type Measure } from './measures';
import { MapTable } from './MapTable';
import { svgOfMap } from './svg';

/** The map: states, colored by a measure of the response. */
export default function MapView({ title }: { title: string }) {
  const now = useStore(picture);
  const { measure: chosen, selected, table } = useStore(view);
  const scheme = useScheme();
  const svg = useRef<SVGSVGElement>(null);

  const names = useMemo(
    () => [...now.entities.values()].filter(({ type }) => type === 'ClemencyAction').map(({ name }) => name),
    [now],
  );
  const { told, problem } = useAnswer(async (signal) => {
    const [states, all, ours] = await Promise.all([
      allStates(signal),
      totalsByState(null, signal),
      names.length ? totalsByState(names, signal) : Promise.resolve([]),
    ]);
    return { states, all, ours };
  }, names.join('\n'));

  const measures = useMemo(() => {
    if (!told) return [];
    const { telling, rest } = measuresOf(now.found, [...now.entities.values()]);
    const ours = telling.some(({ total }) => total) ? [] : measuresOfTotals(told.ours, IN_ANSWER, 'actions', names);
    return [...telling, ...ours, ...rest, ...measuresOfTotals(told.all, IN_GRAPH, 'graph', null)];
  }, [told, now, names]);
  const measure = measures.find(({ id }) => id === chosen) ?? measures[0];

  useEffect(() => {
    mapped.set(measure && told ? { measure, states: told.states } : null);
    return () => mapped.set(null);
  }, [measure, told]);

  useEffect(() => {
    if (!measure || table) return undefined;
    const make = () => svgOfMap(svg.current!, title, measure, scheme);
    return offerDownloads({
      svg: () => new Blob([make()], { type: 'image/svg+xml' }),
      png: () => pngOf(make(), WIDTH, HEIGHT + 90),
    });
  }, [measure, table, title, scheme]);

  if (problem)
    return (
      <p className="cg-note" role="alert">
        {problem}
      </p>
    );
  if (!told || !measure)
    return (
      <p className="cg-note cg-waiting" role="status">
        Drawing …
      </p>
    );
  return (
    <div className="cg-map">
      <Chooser measures={measures} chosen={measure} />
      {table ? (
        <MapTable measure={measure} states={told.states} />
      ) : (
        <>
          <Choropleth ref={svg} measure={measure} states={told.states} scheme={scheme} selected={selected} />
          <Legend measure={measure} states={told.states} scheme={scheme} />
        </>
      )}
    </div>
  );
}

function Chooser({ measures, chosen }: { measures: Measure[]; chosen: Measure }) {
  const groups = [IN_ANSWER, IN_GRAPH].filter((group) => measures.some((one) => one.group === group));
  return (
    <label className="cg-chooser">
      <span>Show</span>
      <select value={chosen.id} onChange={(event) => look({ measure: event.target.value })}>
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {measures
              .filter((one) => one.group === group)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
