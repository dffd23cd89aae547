import { pdfWithRemarks, wordWithRemarks } from '../files/documents.ts';
import { photo } from '../files/pictures.ts';

const making = { photo, pdf: pdfWithRemarks, word: wordWithRemarks } as const;
const endings = { photo: 'jpg', pdf: 'pdf', word: 'docx' } as const;

export const plantedKinds = Object.keys(making) as readonly (keyof typeof making)[];

/** A file of somebody, with a made-up word in its name and wherever it says more than it shows. */
export const plantedFile = async (kind: keyof typeof making, word: string): Promise<File> =>
  new File([new Uint8Array(await making[kind](word))], `${word}, 4 ${word} Lane.${endings[kind]}`);
