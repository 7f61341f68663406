/**
 * Is a word a Vietnamese syllable? Spelling is so regular (an onset, a rhyme, a tone) that a wrong encoding gives hardly
 * any valid syllable: this is the evidence by which encodings are told apart.
 */
const onsets = new Set("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x".split(" ").concat(""));
const rhymes = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
  ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
  o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oc oe oen oeo oet oi om on ong ooc oong op ot
  ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơng ơp ơt
  u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
  uac uai uan uang uanh uao uat uau uay uăc uăn uăng uăt ue uen ueo uet uit uinh
  ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ych ynh ym yn yt`.split(/\s+/),
);
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** How many words of a text that hold a letter beyond ASCII are Vietnamese syllables, and how many are not. */
export function countSyllables(text: string): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]*[^\p{ASCII}\s\p{P}–—•●▪✓≥≤×°²³½…“”‘’«»]+[\p{L}\p{M}]*/gu)) {
    if (isSyllable(word)) valid += 1;
    else invalid += 1;
  }
  return { valid, invalid };
}

const known = new Map<string, boolean>();

/** One word, of any case and normalisation form. */
export function isSyllable(word: string): boolean {
  const cached = known.get(word);
  if (cached !== undefined) return cached;
  const answer = checkSyllable(word);
  if (known.size > 20_000) known.clear();
  known.set(word, answer);
  return answer;
}

function checkSyllable(word: string): boolean {
  if (word.length > 14) return false;
  // A word with small letters before a capital is no syllable as anyone writes it, but a sign of a wrong encoding.
  if (/\p{Ll}\p{M}*\p{Lu}/u.test(word)) return false;
  const decomposed = word.toLowerCase().normalize("NFD");
  const tones = decomposed.match(toneMarks) ?? [];
  if (tones.length > 1) return false;
  const plain = decomposed.replace(toneMarks, "").normalize("NFC");
  const match = /^(ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|[bcdđghklmnpqrstvx])?(.*)$/.exec(plain);
  if (!match) return false;
  const [, onset = "", rhyme = ""] = match;
  if (!onsets.has(onset)) return false;
  // Before c, ch, p and t only two tones exist: sắc and nặng.
  const isStopped = /(?:c|ch|p|t)$/.test(rhyme);
  if (isStopped && tones.length === 1 && tones[0] !== "\u0301" && tones[0] !== "\u0323") return false;
  if (rhymes.has(rhyme)) return true;
  return onset === "gi" && (rhyme === "" || rhymes.has(`i${rhyme}`));
}
