// Names for the scenario's residents. A table of data.

export const GIVEN_NAMES: readonly string[] =
  `Ada Alma Amir Anouk Anton Aria Asha Basil Bea Bruno Carla Cato Celia Chidi Clara Dario Dalia Demi Dora Edda Eli Elif Emil
   Enzo Esme Ezra Farah Felix Fern Fiona Flora Gita Greta Hana Hugo Ida Ilse Imre Ines Iris Ivo Jamal Jana Joel Jonah Juno
   Kai Karim Kasia Kofi Lara Leif Lena Leo Lina Lior Lotte Luca Mabel Maja Malik Mara Marek Mei Mila Milo Mina Nadia Nils Noor
   Nora Odile Olga Omar Orla Otto Pablo Paula Petra Pia Quinn Rafi Rana Remy Rosa Ruben Sami Sana Selma Sofia Stella Sven
   Tamar Tariq Tess Theo Tilda Tomas Uma Vera Viktor Vito Willa Yara Yusuf Zara Zeno Zofia`.split(/\s+/)

export const FAMILY_NAMES: readonly string[] =
  `Abel Adler Aldous Amado Ashby Bako Barlow Bauer Bell Bianchi Birch Blum Brandt Brook Calder Castel Chandra Clay Cole Conti
   Cruz Dahl Dane Dekker Delgado Diallo Doyle Drake Duarte Eliot Engel Falk Farrow Ferro Finch Flint Fontaine Forde Frost Gale
   Garrick Grove Haddad Hale Hart Hollis Holm Ibarra Ivers Jansen Joshi Kane Keller Kimura Klein Kovac Lane Larsen Leone Lind
   Lorca Lowe Maddox Marlow Mendez Mercer Moreau Moss Nagy Nash Novak Okoye Olsen Orr Osei Page Park Pereira Pike Quill Rao
   Reed Rivers Rossi Rowe Sato Sayers Silva Sorel Stone Strand Sutter Tanner Thorne Toth Vance Vidal Vogel Wade Weir Wilde
   Winter Wren Yates Zeller`.split(/\s+/)
