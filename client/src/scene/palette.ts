// Every colour of the diorama. [reference: art direction]
export const ground = {
  land: '#c3cf96',
  meadow: '#b7ca86',
  sand: '#f0dcae',
  asphalt: '#8d93a3',
  setts: '#a3a3ad',
  pavement: '#efe8da',
  promenade: '#e2d8c8',
  footpath: '#efe0bf',
  park: '#a9cb78',
  plot: '#e6cf9d',
  pond: '#6ec3cf',
  deck: '#d9cdbb',
} as const

export const walls = [
  ['#f4e3cf', '#f0cfae', '#f7d6bf', '#f7efe2', '#e9b99a', '#f0b7a0'],
  ['#bcd7de', '#f7d6bf', '#f6e2b3', '#cfe0d8', '#efc7cf', '#fbeedd'],
  ['#c8795a', '#e2c9a0', '#d9d2c2', '#f4e3cf', '#b5674f'],
  ['#fdf8ee', '#efe7f2', '#e3e6f3', '#f3e6d2'],
] as const

export const roofs = [
  ['#c9593f', '#b64d3a', '#d9704f', '#a8483a'],
  ['#5f8f86', '#c9593f', '#7a9e7e', '#4f7f86'],
  ['#6d7f8c', '#8a5a48', '#5f7683'],
  ['#7d7abc', '#8aa1b8', '#c8698a'],
] as const

export const awnings = ['#e07a5f', '#4f9aa0', '#f2cc8f', '#c8698a', '#81b29a'] as const
export const leaves = ['#7fae5e', '#6b9f55', '#93bb67', '#a8c46d', '#8cb573', '#d9a856'] as const
export const needles = ['#5f9460', '#4f8457', '#6b9f55', '#3f7a5a'] as const

export const clothes = [
  '#e4572e',
  '#2e86ab',
  '#f6ae2d',
  '#5b8e7d',
  '#8e5572',
  '#33658a',
  '#f26419',
  '#3b3561',
  '#d1495b',
  '#f7efe2',
] as const
export const skins = ['#ffdfc0', '#f2c39a', '#d99f73', '#a96f4c', '#7a4b33'] as const
export const hairs = ['#3a2a24', '#6b4226', '#a8672f', '#d9a657', '#22242e', '#8d8a93'] as const

export const stone = '#e9dfce'
export const white = '#fdf8ee'
export const lampIron = '#5b6172'
