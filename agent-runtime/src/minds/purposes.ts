// The purposes of draws: each has a word of its own, so that no two of them move together.
export const PURPOSE = {
  leisure: 0x1e15,
  target: 0x7a49,
  linger: 0x11e4,
  topic: 0x70b1,
  line: 0x11fe,
  shop: 0x5409,
  roam: 0x60a8,
  wave: 0x3a7e,
  promise: 0x9203,
  kindness: 0x4a1d,
  temper: 0x7e39,
  play: 0x91a7,
  pastime: 0x9a57,
  job: 0x10b5,
  search: 0x5ea4,
  land: 0x1a4d,
} as const
