// What residents learn. The index is the encoded value: new ones go to the end.

export const skills = ['letters', 'numbers', 'crafts', 'arts'] as const
