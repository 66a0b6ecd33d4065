// What one says of the weather while it lasts. Holes: see subject.ts. New bodies go to the end of their list; what stands here keeps its meaning.
import { subject } from './subject.ts'

export const skies = {
  sky_rain: subject(
    'plain',
    'thought',
    'this rain finds every hole in my coat',
    'the gutters sing when it rains like this',
    'it is good weather for a warm room',
    'the gardens needed this rain',
    'I have not seen a dry stone all day',
  ),
  sky_storm: subject(
    'plain',
    'thought',
    'that thunder shook my windows',
    'nobody sails in a storm like this',
    'I would not send a dog out in this storm',
    'the wind nearly took my hat into the canal',
  ),
  sky_snow: subject(
    'plain',
    'thought',
    'the city is so quiet under the snow',
    'my feet are wet through from the snow',
    'the roofs look like sugar in this snow',
    'one walks twice as long through snow',
  ),
  sky_fog: subject(
    'plain',
    'thought',
    'I can hardly see across the street in this fog',
    'the fog makes every corner look new',
    'I heard bells in the fog and could not tell from where',
  ),
  sky_heat: subject(
    'plain',
    'thought',
    'this heat melts my thoughts',
    'there is a breath of air by the water, they say, and nowhere else',
    'I walk on the shady side today',
    'it is too hot to quarrel',
  ),
} as const
