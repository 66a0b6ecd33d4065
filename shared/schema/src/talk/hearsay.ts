// What one has only heard, marked as such. {2} is whom it is about, {5} the other one in it.
// Holes: see subject.ts. New bodies go to the end of their list; what stands here keeps its meaning.
import { subject } from './subject.ts'

export const hearsay = {
  gossip_fainted: subject('hush', 'rumour', '{2} fainted at {1} {4}', '{2} collapsed {4}, at {1}'),
  gossip_befriended: subject('hush', 'rumour', '{2} and {5} have become friends', '{2} is often seen with {5} now'),
  gossip_drifted_apart: subject('hush', 'rumour', '{2} and {5} hardly meet any more', '{2} has lost touch with {5}'),
  gossip_quarrelled: subject(
    'hush',
    'rumour',
    '{2} and {5} fell out',
    '{2} had words with {5} {4}',
    '{2} does not speak to {5} any more',
  ),
  gossip_reconciled: subject('hush', 'rumour', '{2} and {5} have made up', 'all is well again between {2} and {5}'),
  gossip_stood_up: subject('hush', 'rumour', '{2} let {5} wait in vain', '{2} was to meet {5} and never came'),
  gossip_did_not_repay: subject(
    'hush',
    'rumour',
    '{2} does not pay back what is owed to {5}',
    '{2} still owes {5}, and the day is past',
  ),
  gossip_was_given: subject('hush', 'rumour', '{5} gave {2} a present', '{2} got something from {5}, just like that'),
  gossip_fought_fire: subject(
    'hush',
    'rumour',
    '{2} helped to put out the fire at {1}',
    '{2} fought the fire at {1} {4}',
  ),
  gossip_found_child: subject(
    'hush',
    'rumour',
    '{2} found the missing child, at {1}',
    'it was {2} who found that child {4}',
  ),
  gossip_was_rescued: subject(
    'hush',
    'rumour',
    '{2} was carried out of the fire at {1}',
    'they pulled {2} out of the smoke at {1} {4}',
  ),
  gossip_lost_home: subject('hush', 'rumour', '{2} has lost the home at {1}', '{2} had to leave {1}, over the rent'),
  gossip_found_home: subject('hush', 'rumour', '{2} has found a home at {1}', '{2} has moved into {1}'),
  gossip_lost_job: subject('hush', 'rumour', '{2} was let go at {1}', '{2} has lost the job at {1}'),
  gossip_found_job: subject('hush', 'rumour', '{2} has found work at {1}', '{2} was taken on at {1}'),
  gossip_built: subject(
    'hush',
    'rumour',
    '{2} is done with the building at {1}',
    'what {2} had built at {1} is finished',
  ),
} as const
