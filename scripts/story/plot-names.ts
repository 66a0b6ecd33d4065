// What owners call their plots: a story says the name that a place had at the time.
import type { World } from '@civitas/districts/sim/world'
import { renderWords, type Words } from '@civitas/schema'

/** By id of the plot, as it is now in these districts. */
export function plotNamesIn(worlds: readonly World[]): Map<string, Words> {
  const names = new Map<string, Words>()
  for (const { deeds, map } of worlds) {
    for (const { id, index } of map.plots) {
      const words = deeds[index]?.words
      if (words) names.set(id, words)
    }
  }
  return names
}

/** All names, and on top of them those of plots. */
export function withPlotNames(
  texts: ReadonlyMap<string, string>,
  plots: ReadonlyMap<string, Words>,
): Map<string, string> {
  return new Map([...texts, ...[...plots].map(([id, words]) => [id, renderWords(words, texts)] as const)])
}
