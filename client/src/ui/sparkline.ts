// A row of values as a line small enough to stand in a row of text.

export const SPARK = { width: 84, height: 22 } as const
/** So that the ends of the line are not cut off. */
const MARGIN = 2

/** Points of the line, oldest first, as SVG takes them. Days without a value are left out; a value that never changes lies in the middle. */
export function sparkPoints(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const x = (at: number) => MARGIN + (at * (SPARK.width - 2 * MARGIN)) / Math.max(1, values.length - 1)
  const y = (value: number) => {
    const share = most === least ? 0.5 : (value - least) / (most - least)
    return SPARK.height - MARGIN - share * (SPARK.height - 2 * MARGIN)
  }
  return values
    .flatMap((value, at) => (value === undefined ? [] : [`${x(at).toFixed(1)},${y(value).toFixed(1)}`]))
    .join(' ')
}
