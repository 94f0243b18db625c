/** Initial consonants, longest first where one begins another. */
const ONSETS = 'ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p r s t v x'.split(' ');

/** Rhymes without tones, as the dictionaries have them, with the few that only loans and names use (ôông, oong). */
const RHYMES: ReadonlySet<string> = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
    'e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu ' +
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong ooc oong op ot ' +
    'oc ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơp ơt u ua uâ uâc uân uâng uât uây uc uê uêch uên uênh ui um un ung ' +
    'uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyn uynh uyên uyêt uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ' +
    'ươc ươi ươm ươn ương ươp ươt ươu y ych yêm yên yêng yêt yêu ym yn ynh yt'
  ).split(' '),
);
const STOP_CODA = /(?:c|ch|p|t)$/u;
const TONE_MARK = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const ACUTE = '\u0301';
const DOT_BELOW = '\u0323';
const MAX_UNITS = 7;

/**
 * Whether `word` can be a syllable of Vietnamese: an initial, a rhyme and a tone that go together.
 * In any case, composed; most foreign words and nearly all text in a wrong charset cannot.
 */
export function isVietnameseSyllable(word: string): boolean {
  if (word.length === 0 || word.length > MAX_UNITS) return false;
  const decomposed = word.toLowerCase().normalize('NFD');
  const tones = decomposed.match(TONE_MARK) ?? [];
  if (tones.length > 1) return false;
  const bare = tones.length === 0 ? decomposed : decomposed.replace(TONE_MARK, '');
  const letters = bare.normalize('NFC');
  if (STOP_CODA.test(letters) && tones.length === 1 && tones[0] !== ACUTE && tones[0] !== DOT_BELOW)
    return false;
  return hasOnsetAndRhyme(letters);
}

function hasOnsetAndRhyme(letters: string): boolean {
  if (RHYMES.has(letters)) return true;
  for (const onset of ONSETS) {
    if (!letters.startsWith(onset)) continue;
    const rhyme = letters.slice(onset.length);
    if (RHYMES.has(rhyme)) return true;
    // gì, gìn: the i is both the end of the initial and the rhyme.
    if (onset === 'gi' && RHYMES.has(`i${rhyme}`)) return true;
  }
  return false;
}
