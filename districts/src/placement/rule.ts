// Who should hold how many districts: as even as can be, and never an empty place while somebody lives. Pure. [CLK-2]

/** A live host, as the others see it. */
export interface HostLoad {
  id: string
  /** Districts that it holds. */
  held: number
  /** It has not had its share yet. */
  joining: boolean
}

/** The most that a host holds while another one has room. */
export function shareOf(districts: number, hosts: number): number {
  return Math.ceil(districts / Math.max(1, hosts))
}

/** Whether this host may take one more district that is free. */
export function mayTake(me: HostLoad, others: readonly HostLoad[], districts: number): boolean {
  const share = shareOf(districts, others.length + 1)
  return me.held < share || !others.some(({ held }) => held < share)
}

/** Whether this host holds too many while a host that joined has room. Who gave districts away by hand gets none back. */
export function shouldGive(me: HostLoad, others: readonly HostLoad[], districts: number): boolean {
  const share = shareOf(districts, others.length + 1)
  return me.held > share && others.some(({ held, joining }) => joining && held < share)
}
