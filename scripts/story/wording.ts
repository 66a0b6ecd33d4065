// Small wordings that sentences share.

/** So many of a thing: the thing alone when it is one. */
export function counted(quantity: number, item: string): string {
  return quantity === 1 ? item.toLowerCase() : `${quantity} × ${item.toLowerCase()}`
}

/** `495` as `08:15`. */
export function clockTime(minuteOfDay: number): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${twoDigits(Math.trunc(minuteOfDay / 60))}:${twoDigits(minuteOfDay % 60)}`
}
