import cytoscape, {
  type Core,
  type EdgeSingular,
  type ElementDefinition,
  type NodeSingular,
  type StylesheetJson,
} from 'cytoscape';
import { ENTITY_TYPES, lookOf, spoken } from '../answer/kinds';
import type { Palette, Scheme } from '../picture/palettes';
import { degreesOf, radiusOf, type Graph } from './graph';
import { LABEL_WIDTH, labelsThatFit, shortened } from './labels';
import type { Place } from './layout';

/** Returns the graph as elements for cytoscape. */
export function elementsOf(graph: Graph, places: Map<string, Place>): ElementDefinition[] {
  const degrees = degreesOf(graph);
  const nodes = graph.entities.map(({ id, name, type, figure }) => ({
    group: 'nodes' as const,
    data: {
      id,
      type,
      name,
      label: shortened(figure ?? name),
      degree: degrees.get(id) ?? 0,
      size: 2 * radiusOf(degrees.get(id) ?? 0),
    },
    position: { x: 0, y: 0, ...places.get(id) }, // a copy: cytoscape moves it
    classes: graph.path.has(id) ? 'path' : '',
  }));
  const edges = graph.edges.map(({ id, kind, from, to }) => ({
    group: 'edges' as const,
    data: { id, source: from, target: to, kind, label: spoken(kind) },
    classes: graph.path.has(id) ? 'path' : '',
  }));
  return [...nodes, ...edges];
}

const cornersOf = (type: string): string | null =>
  lookOf(type)
    .corners?.flatMap(([x, y]) => [x, y])
    .map((value) => value.toFixed(3))
    .join(' ') ?? null;

/** Lengths are divided by the zoom, so that text and lines keep their size on the screen. */
export function styleFor(scheme: Scheme, palette: Palette, zoom: number, many: boolean): StylesheetJson {
  const px = (length: number) => length / zoom;
  const byKind = ENTITY_TYPES.map((type) => {
    const corners = cornersOf(type);
    return {
      selector: `node[type = "${type}"]`,
      style: {
        'background-color': lookOf(type)[scheme],
        ...(corners ? { shape: 'polygon', 'shape-polygon-points': corners } : { shape: 'ellipse' }),
      },
    };
  });
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        'border-width': px(1.5),
        'border-color': palette.paper,
        'overlay-opacity': 0,
      },
    },
    ...byKind,
    {
      selector: 'node.labelled',
      style: {
        label: 'data(label)',
        'font-family': 'Roboto, sans-serif',
        'font-size': px(12),
        color: palette.ink,
        'text-valign': 'bottom',
        'text-halign': 'center',
        'text-margin-y': px(3),
        'text-wrap': 'wrap',
        'text-max-width': `${px(LABEL_WIDTH)}px`,
        'text-outline-color': palette.paper,
        'text-outline-width': px(2.5),
        'text-events': 'yes',
      },
    },
    { selector: 'node.above', style: { 'text-valign': 'top', 'text-margin-y': px(-3) } },
    {
      selector: 'node.right',
      style: {
        'text-valign': 'center',
        'text-halign': 'right',
        'text-margin-x': px(3),
        'text-margin-y': 0,
        'text-justification': 'left',
      },
    },
    {
      selector: 'node.left',
      style: {
        'text-valign': 'center',
        'text-halign': 'left',
        'text-margin-x': px(-3),
        'text-margin-y': 0,
        'text-justification': 'right',
      },
    },
    {
      selector: 'edge',
      style: {
        width: px(1.2),
        'line-color': palette.line,
        'target-arrow-color': palette.line,
        'target-arrow-shape': 'triangle',
        'arrow-scale': Math.min(0.8, 0.8 / zoom),
        'curve-style': 'bezier',
        'control-point-step-size': 26,
        opacity: many ? 0.4 : 0.75,
        'overlay-opacity': 0,
      },
    },
    {
      selector: 'edge.labelled',
      style: {
        label: 'data(label)',
        'font-family': 'Roboto, sans-serif',
        'font-size': px(11),
        color: palette.faint,
        'text-rotation': 'autorotate',
        'text-outline-color': palette.paper,
        'text-outline-width': px(2.5),
      },
    },
    // That a place is in another is rarely news, and would connect everything to the country.
    { selector: 'edge[kind = "PART_OF"]', style: { opacity: 0.3 } },
    { selector: '.faded', style: { opacity: 0.32 } },
    {
      selector: 'edge.path, edge.chosen',
      style: {
        width: px(3),
        'line-color': palette.accent,
        'target-arrow-color': palette.accent,
        opacity: 1,
        'z-index': 5,
      },
    },
    { selector: 'node.path', style: { 'border-width': px(3), 'border-color': palette.accent } },
    { selector: 'node.chosen', style: { 'border-width': px(4), 'border-color': palette.accent, 'z-index': 9 } },
    { selector: 'node.labelled.chosen', style: { 'font-weight': 700 } },
  ] as unknown as StylesheetJson;
}

/** Creates the canvas. While a graph with many edges is moved, its edges are not drawn. */
export function draw(container: HTMLElement, many: boolean): Core {
  return cytoscape({
    container,
    elements: [],
    layout: { name: 'preset' },
    minZoom: 0.05,
    maxZoom: 3,
    selectionType: 'single',
    boxSelectionEnabled: false,
    autounselectify: true,
    hideEdgesOnViewport: many,
    textureOnViewport: false,
    pixelRatio: Math.min(window.devicePixelRatio || 1, 2),
  });
}

/** The number of nodes from which on there is not enough room for every label. */
const CROWD = 150;

/** The types by which readers orient themselves; their labels come first. */
const ORIENTING: Record<string, number> = { ClemencyAction: 12, State: 8, Party: 6, Person: 6 };

/** Shows the labels that have room, those of the selected node and its neighbors first. */
export function relabel(cy: Core, chosen: string | null): void {
  const node = chosen === null ? cy.collection() : cy.getElementById(chosen);
  const near = node.closedNeighborhood();
  const few = cy.edges().length <= 14;
  const nodes = cy.nodes();
  const fit = labelsThatFit(
    nodes.map((one: NodeSingular) => {
      const { id, label, degree, type } = one.data() as { id: string; label: string; degree: number; type: string };
      const isNear = near.has(one);
      return {
        id,
        text: label,
        ...one.renderedPosition(),
        radius: one.renderedHeight() / 2,
        weight: degree + (ORIENTING[type] ?? 0) + (isNear ? 1000 : 0) + (one.hasClass('path') ? 500 : 0),
        always: id === chosen,
        faint: near.nonempty() && !isNear,
      };
    }),
    { width: cy.width(), height: cy.height() },
    [{ left: cy.width() - 44, top: 0, right: cy.width(), bottom: 112 }], // the buttons that zoom
    nodes.length > CROWD ? 8 : 0,
  );
  cy.batch(() => {
    nodes.forEach((one) => {
      const side = fit.get(one.id());
      one.removeClass('below right left above').toggleClass('labelled', side !== undefined);
      if (side) one.addClass(side);
    });
    cy.edges().forEach((one) => {
      const tied = few || one.hasClass('path') || one.hasClass('chosen') || (near.has(one) && near.length < 60);
      one.toggleClass('labelled', tied && hasRoom(one));
    });
  });
}

/** Returns whether an edge is long enough for a label. */
function hasRoom(edge: EdgeSingular): boolean {
  const [from, to] = [edge.source(), edge.target()];
  const [a, b] = [from.renderedPosition(), to.renderedPosition()];
  const free = Math.hypot(a.x - b.x, a.y - b.y) - (from.renderedWidth() + to.renderedWidth()) / 2;
  return free > String(edge.data('label')).length * 6 + 8;
}

/** Highlights the selection and fades everything that is not connected to it. */
export function choose(cy: Core, chosen: string | null): void {
  cy.batch(() => {
    cy.elements().removeClass('chosen faded');
    const one = chosen === null ? cy.collection() : cy.collection().union(cy.getElementById(chosen));
    if (one.empty()) return;
    one.addClass('chosen');
    const near = one.closedNeighborhood().union(one.connectedNodes());
    cy.elements().difference(near).addClass('faded');
  });
}
