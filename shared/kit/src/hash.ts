// Stateless randomness: the same four integers always give the same 32 bits. [DET-1]

/**
 * Mixes four unsigned 32-bit integers into one. The round is the finaliser of MurmurHash3
 * (Austin Appleby, public domain), applied once per word.
 */
export function hash32(seed: number, tick: number, resident: number, purpose: number): number {
  let h = mix(seed ^ 0x9e3779b9)
  h = mix(h ^ tick)
  h = mix(h ^ resident)
  return mix(h ^ purpose)
}

/** An integer in `0 … bound - 1`, drawn without state from the same four words. `bound` is 1 … 2^21. */
export function drawBelow(bound: number, words: readonly [number, number, number, number]): number {
  return Math.trunc((hash32(words[0], words[1], words[2], words[3]) / 4294967296) * bound)
}

/** 64 bits of a text as two unsigned words (FNV-1a over UTF-16 units, two offsets, finalised). */
export function hashText(text: string): { hi: number; lo: number } {
  let hi = 0x811c9dc5
  let lo = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hi = Math.imul(hi ^ unit, 0x01000193)
    lo = Math.imul(lo ^ (unit + i), 0x85ebca6b)
  }
  return { hi: mix(hi), lo: mix(lo ^ text.length) }
}

function mix(word: number): number {
  let h = word >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
