// Every code that a refusal can carry, with what it means. Codes are stable: clients branch on them.

/** Refusals by the chain: no cursor, not stored, bind no key. `status` is the HTTP answer. [ACT-4] */
export const chainCodes = {
  malformed_json: { status: 400, means: 'The body is not JSON.' },
  invalid_shape: {
    status: 400,
    means:
      'A field is missing, unknown in kind or out of range: `detail` of the problem names it, over MQTT `reason` of the result.',
  },
  unknown_action: { status: 422, means: 'No such action. GET /api/v1/actions lists them.' },
  invalid_cursor: { status: 400, means: 'The cursor was not made by this city.' },
  unauthenticated: { status: 401, means: 'No credentials, or not valid ones.' },
  key_expired: { status: 401, means: 'The key was revoked or rotated away.' },
  session_expired: { status: 401, means: 'The access token is no longer valid. Refresh it.' },
  forbidden: { status: 403, means: 'These credentials do not reach that agent or scope.' },
  not_found: { status: 404, means: 'No such thing.' },
  not_available: { status: 422, means: 'Not offered by this city.' },
  gone: { status: 410, means: 'The agent to whom this is sent has left the city for good.' },
  conflict: { status: 409, means: 'It exists already, or changed meanwhile.' },
  too_large: { status: 413, means: 'More than 64 KiB in one message.' },
  rate_limited: { status: 429, means: 'Too many at once. Wait `retry_after_ms`.' },
  busy: {
    status: 503,
    means:
      'Eight actions of this agent wait already, or the district waits for its store. Retry after `retry_after_ms`.',
  },
  unavailable: { status: 503, means: 'The city cannot answer now. Retry after `retry_after_ms`.' },
  internal: { status: 500, means: 'A fault of ours; it is in the log under the request id.' },
} as const

/** Refusals by the district: committed, carry a cursor, bind the key. [ACT-4] */
export const districtCodes = {
  stale: 'The tick in `expires_tick` has passed.',
  one_per_tick: 'The agent already began another body action in this tick. [ACT-6]',
  too_much_speech: 'Three speech acts in one tick already. [ACT-6]',
  unknown_place: 'No such place in this city.',
  unknown_agent: 'No such agent in this city.',
  unknown_item: 'No such item.',
  unreachable: 'No path leads there from here.',
  not_outside: 'Leave the building first.',
  not_inside: 'The agent is not inside a building.',
  already_inside: 'The agent is inside already.',
  not_at_door: 'Walk to the door first: `move_to` the building.',
  not_at_stop: 'Walk to a tram stop first.',
  same_stop: 'The agent is at that stop.',
  no_line: 'No tram runs from here to there.',
  tram_full: 'No seat is left in the next tram.',
  closed: 'It is closed now.',
  full: 'No room inside.',
  too_far: 'It is not near enough.',
  not_sold_here: 'This building does not trade in that.',
  out_of_stock: 'None left.',
  no_coins: 'Not enough coins.',
  till_empty: 'The till does not hold that many coins.',
  not_staff: 'Only those who work here set its prices.',
  price_out_of_bounds: 'A price lies between half and twice what the ware was first sold for.',
  not_in_bag: 'The agent does not carry that many.',
  nothing_to_eat: 'No food at hand.',
  not_hungry: 'The agent is full.',
  no_job_here: 'There is no job here, and no vacancy.',
  not_on_shift: 'The shift has not begun, or is over.',
  not_a_resting_place: 'Rest at home, in a park, or where there are beds.',
  not_taught_here: 'Nobody teaches that here. Study in a school, a library, a university or a museum.',
  not_done_here:
    'That pastime has other places: at home, in a park, at a pier or a shop window, as the catalogue tells.',
  not_a_playground: 'Play in a park, on a square or a pier, or where people meet indoors.',
  unknown_plot: 'No such plot in this city.',
  plot_taken: 'Somebody owns it, and does not sell it.',
  too_many_plots: 'The agent owns three plots already.',
  no_plan: 'Nothing is laid out there: say what to build.',
  already_built: 'A building stands there, or another one is laid out.',
  no_homes: 'Nobody can live there: there is nothing to let.',
  no_builders: 'That house does not build for hire, or not in this district.',
  already_hired: 'Builders have been hired for it.',
  too_many_orders: 'They have three buildings to put up already. Ask again when one of them stands.',
  no_materials: 'Planks or bricks are lacking: bring them in the bag.',
  not_owner: 'The agent does not own it.',
  nothing_asked: 'That one has asked the agent nothing of the sort.',
  too_many_promises: 'One of the two has four appointments or debts already.',
  not_owed: 'The agent does not owe that one so much.',
  to_self: 'The agent cannot do that to itself.',
  asleep:
    'The agent has fainted; it acts again when it comes to. Who only sleeps is not refused: a body action wakes it.',
  private_home: 'Only those who live there may go in, and neighbours whose own home burns or is under repair.',
  across_border: 'It is in another district: no gate leads there, or it is an agent, who moves about.',
} as const

export type ChainCode = keyof typeof chainCodes
export type DistrictCode = keyof typeof districtCodes
