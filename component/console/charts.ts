/**
 * Figures of the last day as charts.
 *
 * It does not know where they come from. The invariant it keeps: every chart begins at nothing,
 * so that no bump looks like a wall.
 *
 * @module
 */
import uPlot from "uplot";
import type { Sample } from "../../server/admin/answers.ts";

const SERIES: readonly (readonly [name: keyof Sample, label: string, color: string])[] = [
  ["online", "Here", "--accent"],
  ["waiting", "Waiting", "--lamp"],
  ["talks", "Talks", "--leaf"],
  ["reports", "Reports a minute", "--danger"],
];
const HEIGHT = 180;
/** An hour is shown also when the server has just begun, in seconds. */
const LEAST_S = 60 * 60;

/** Draws one chart for each figure into an element, in place of what was there. */
export function drawCharts(into: HTMLElement, samples: readonly Sample[]): void {
  const boxes = SERIES.map(([name, label]) => {
    const box = document.createElement("section");
    box.setAttribute("aria-label", `${label}: ${samples.at(-1)?.[name] ?? 0} now`);
    return box;
  });
  // All are there before one is measured, so that each has the width that it keeps.
  into.replaceChildren(...boxes);
  const color = resolverIn(into);
  for (const [index, box] of boxes.entries()) {
    const series = SERIES[index];
    if (series) drawChart(box, series, { samples, color });
  }
}

function drawChart(
  box: HTMLElement,
  [name, label, token]: (typeof SERIES)[number],
  { samples, color }: {
    readonly samples: readonly Sample[];
    readonly color: (color: string) => string;
  },
): void {
  const axis = {
    stroke: color("var(--ink-soft)"),
    grid: { stroke: color("var(--line)"), width: 1 },
  };
  const times = samples.map(({ at }) => at / 1_000);
  const end = times.at(-1) ?? 0;
  const start = Math.min(times[0] ?? 0, end - LEAST_S);
  new uPlot(
    {
      title: label,
      width: box.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false },
      scales: {
        x: { range: () => [start, end] },
        y: { range: (_plot, _min, max) => [0, Math.max(4, max * 1.1)] },
      },
      axes: [axis, { ...axis, size: 44 }],
      series: [{}, {
        label,
        stroke: color(`var(${token})`),
        width: 2,
        fill: color(`color-mix(in oklab, var(${token}) 14%, transparent)`),
        points: { show: samples.length < 3 },
      }],
    },
    [times, samples.map((sample) => sample[name])],
    box,
  );
}

/** A canvas knows neither variables nor which half of `light-dark()` holds: the browser is asked. */
function resolverIn(place: HTMLElement): (color: string) => string {
  const probe = document.createElement("span");
  return (color) => {
    place.append(probe);
    probe.style.color = color;
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  };
}
