/** The largest integer whose square is at most `square` (an integer in 0 … 2^52). No `Math.sqrt` here. [DET-1] */
export function integerRoot(square: number): number {
  if (square < 2) return square
  let low = 1
  let high = 67_108_865
  while (high - low > 1) {
    const middle = Math.trunc((low + high) / 2)
    if (middle * middle <= square) low = middle
    else high = middle
  }
  return low
}
