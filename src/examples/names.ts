import { type Chance, nth } from './chance.ts';

const list = (names: string): readonly string[] => names.trim().split(/\s+/);

// Plainly invented family names, none of them an ordinary word: a check that looks for a name finds no other.
const childFamilies = list(`
  Larkmoor Fennimere Thistledane Oldershaugh Brindlewick Marrowby Pellingdale Suttervane
  Crossleyford Duntholme Eskerby Falgrave Gadsmoor Hallowick Inglemarsh Jessingham Kettlemore
  Lathburyne Mossington Nethercroft Okehampshire Puddifoote Quenbymere Rushcombe`);
const adopterFamilies = list(`
  Quillfeather Abernethay Brockwell-Osei Chandrasekar Dovemont Elphingstone Fairhurstley Gwynnedd
  Havershamme Ibironke Jankowicz Kilbrannoch Lindqvister Montefalco Nakagame Orpenwood
  Penhalligan Rasmusdotter Sengupte Tresillick Underhaye Vandermolen Wetherstane`);
const carerFamilies = list(`
  Applegarthe Bancrofter Colliersby Dhaliwell Entwhistell Fotheringay Grangerley Huxtabel
  Ismailova Jephcotte Kirkbrideson Lovelacey Mwangale Northcotter Oyelarane Pemberlye`);
const girls = list(`
  Ada Aaliyah Beatrix Chloe Daria Esme Fatima Gwen Hana Imani Jodie Keira Lena Maisie Niamh Orla
  Priti Roksana Saskia Tamsin Uma Willa Yasmin Zofia`);
const boys = list(`
  Alfie Bartek Cassius Dylan Elijah Finlay Gethin Harvey Ibrahim Jayden Kofi Leo Mateo Noah Oscar
  Przemek Qasim Reuben Samir Tobias Umar Vinnie Zac`);
const women = list(`
  Alison Bukola Corinne Deepika Eleanor Frances Gillian Henrietta Ilse Jacinta Katya Louisa
  Meera Nadine Odette Philippa Rosalind Siobhan Thandiwe Verity`);
const men = list(`
  Adrian Benedict Christos Duncan Edmund Farouk Gregor Humphrey Idris Jerome Kwame Laurence
  Magnus Nikhil Oliver Piotr Rupert Stanislav Tendai Vikram`);
const streets = [
  'Quillet Row',
  'Marlpit Lane',
  'Tansy Close',
  'Ashlar Road',
  'Bobbin Street',
  'Kiln Crescent',
] as const;
const towns = ['Ambleford', 'Great Wenslow', 'Overhallam', 'Stapeley Moor', 'Little Corby Vale'] as const;
const agencies = ['Northern Hearts Adoption', 'Harbour Family Finders', 'One Door Adoption South'] as const;

export type Named = { readonly name: string; readonly email: string };

/** An address that reaches nobody (RFC 2606). `number` tells apart people of one name. */
const emailOf = (name: string, number: number): string =>
  `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${number}@post.example`;

const person = (given: string, family: string, number: number): Named => {
  const name = `${given} ${family}`;
  return { name, email: emailOf(name, number) };
};

/** A given name of a list for a case: never twice with the same family name, as far as the lists go. */
const given = (names: readonly string[], number: number, place: number): string =>
  nth(names, number * 7 + Math.floor(number / names.length) + place);

/** Everybody on one case who is not staff. The children of a case have one family name and given names of their own. */
export const inventNames = (
  chance: Chance,
  about: {
    readonly number: number;
    readonly children: readonly ('male' | 'female')[];
    readonly adopters: readonly ('woman' | 'man')[];
  },
) => {
  const { number } = about;
  const family = nth(childFamilies, number);
  const adopterFamily = nth(adopterFamilies, number);
  const carerFamily = nth(carerFamilies, number);
  const address = `${chance.whole(1, 80)} ${chance.pick(streets)}, ${chance.pick(towns)}, ZZ99 ${chance.whole(1, 9)}ZZ`;
  return {
    children: about.children.map((sex, place) => ({
      givenName: given(sex === 'male' ? boys : girls, number, place),
      familyName: family,
      caseNumber: `LCS ${100_000 + number * 10 + place}`,
    })),
    // 01632 960 is kept free for drama: nobody has these numbers.
    adopters: about.adopters.map((sex, place) => ({
      ...person(given(sex === 'man' ? men : women, number, place), adopterFamily, number),
      phone: `01632 960${chance.whole(100, 999)}`,
      address,
    })),
    carers: [women, ...(chance.whole(1, 3) > 1 ? [men] : [])].map((names) =>
      person(given(names, number, 3), carerFamily, number),
    ),
    parents: chance.whole(1, 10) > 6 ? [] : [person(given(women, number, 4), family, number)],
    agencyName: chance.pick(agencies),
    theirWorker: person(given(women, number, 5), 'Tillotsen', number),
  };
};
