// The version of the agent and viewer protocol. A breaking change of a wire schema takes a step here, with a history line.

/** What this build speaks. */
export const PROTOCOL_VERSION = 23

/** The oldest version this build still serves. */
export const PROTOCOL_FLOOR = 1

/** One line per version, newest last. */
export const PROTOCOL_HISTORY: readonly { version: number; change: string }[] = [
  { version: 1, change: 'First version: observation, action, result, message, fact, frame.' },
  { version: 2, change: 'The clock of the world tells weekday, season, year and holiday.' },
  { version: 3, change: 'An observation tells skills, plots, land near by and what shops pay.' },
  { version: 4, change: 'The clock of the world and an observation tell the weather.' },
  { version: 5, change: 'One waits with something to do: `wait` takes `doing`, facts and observations tell it.' },
  { version: 6, change: 'An observation tells where hands are wanted.' },
  {
    version: 7,
    change:
      'Words carry their meaning (means, to, to_you); an observation tells relationships; facts name the other one.',
  },
  { version: 8, change: 'The world and an observation tell incidents; an observation tells what hurts.' },
  { version: 9, change: 'An observation tells of the household: its purse, rent and debt.' },
  { version: 10, change: 'One may `ride` trams and `build` on plots; facts, `/plots` and `/buildings` tell of it.' },
  { version: 11, change: 'Words mean what happened in incidents, too.' },
  {
    version: 12,
    change:
      'Words ask and answer (invite, accept, ask_loan …), pay says what for; an observation tells appointments, debts, claims.',
  },
  {
    version: 13,
    change: 'A public profile tells age, traits, skills, household, friends and with whom one is at odds.',
  },
  { version: 14, change: 'Land is offered, sold, let and named: `manage_plot`, `name_plot`, `for_sale` and `rent`.' },
  { version: 15, change: '`say` tells how far a voice carries: to the 50 nearest.' },
  { version: 16, change: 'The world tells who takes part in an incident; a fact tells who stands with the strikers.' },
  { version: 17, change: 'Words and coins for an agent that has left the city are refused at once: `gone`.' },
  {
    version: 18,
    change:
      'One may leave a job for another: `work` takes `change_job`; facts tell who gave notice and what was founded.',
  },
  {
    version: 19,
    change: 'Builders can be hired: `build` takes `builders`; observations, buildings, plots and facts tell of it.',
  },
  { version: 20, change: 'A public profile tells a reputation: who knows and trusts somebody, and who does not.' },
  { version: 21, change: 'An observation tells builders on which plot their firm builds: `work_site`.' },
  { version: 22, change: 'An observation and `/buildings` tell shifts; a fact tells who overslept.' },
  { version: 23, change: 'Words mean homes and jobs that were lost or found, and what was built, too.' },
]
