/**
 * Type words and type codes.
 * State: Decree 30/2020/NĐ-CP, article 7 (29 types) and annex III (codes); Law 80/2015/QH13 for normative acts.
 * Party: Guide 36-HD/VPTW of 3 April 2018 and Regulation 66-QĐ/TW of 6 February 2017.
 */

/**
 * What a bare number after the type word is worth:
 * - `strong`: "Nghị quyết 54" is a mention unless a counted noun follows;
 * - `capital`: like `strong` with a capital ("Quyết định 217"), like `weak` without one;
 * - `weak`: only with a sign that a document is meant ("kế hoạch 138 của Quận ủy");
 * - `coded`: only with a code or a year ("Báo cáo 12/BC-UBND").
 */
export type BareStrength = 'strong' | 'capital' | 'weak' | 'coded';

export interface DocumentTypeName {
  /** In lower case, tones as in the dictionary. */
  readonly phrase: string;
  readonly type: string;
  readonly bare: BareStrength;
}

const name = (phrase: string, type: string, bare: BareStrength): DocumentTypeName => ({ phrase, type, bare });

export const DOCUMENT_TYPE_NAMES: readonly DocumentTypeName[] = [
  name('nghị quyết', 'nq', 'strong'),
  name('nghị quyết liên tịch', 'nqlt', 'strong'),
  name('nghị quyết chuyên đề', 'nq', 'strong'),
  name('chỉ thị', 'ct', 'strong'),
  name('nghị định', 'nd', 'strong'),
  name('thông tư', 'tt', 'strong'),
  name('thông tư liên tịch', 'ttlt', 'strong'),
  name('thông tư liên bộ', 'ttlt', 'strong'),
  name('pháp lệnh', 'pl', 'strong'),
  name('công văn', 'cv', 'strong'),
  name('công văn khẩn', 'cv', 'strong'),
  name('công văn hỏa tốc', 'cv', 'strong'),
  name('công điện', 'cd', 'strong'),
  name('công điện khẩn', 'cd', 'strong'),
  name('công điện hỏa tốc', 'cd', 'strong'),
  name('thông tri', 'tri', 'strong'),
  name('sắc lệnh', 'sl', 'strong'),
  name('thông báo kết luận', 'tb', 'strong'),
  name('kết luận', 'kl', 'capital'),
  name('quyết định', 'qd', 'capital'),
  name('quy định', 'qdi', 'capital'),
  name('qui định', 'qdi', 'capital'),
  name('quy chế', 'qc', 'weak'),
  name('qui chế', 'qc', 'weak'),
  name('thông báo', 'tb', 'weak'),
  name('hướng dẫn', 'hd', 'weak'),
  name('hướng dẫn liên ngành', 'hd', 'weak'),
  name('kế hoạch', 'kh', 'weak'),
  name('kế hoạch hành động', 'kh', 'weak'),
  name('kế hoạch liên tịch', 'kh', 'weak'),
  name('kế hoạch phối hợp', 'kh', 'weak'),
  name('chương trình', 'ctr', 'weak'),
  name('chương trình hành động', 'ctr', 'weak'),
  name('chương trình phối hợp', 'ctr', 'weak'),
  name('đề án', 'da', 'weak'),
  name('điện', 'cd', 'coded'),
  name('điện chỉ đạo', 'cd', 'weak'),
  name('điện khẩn', 'cd', 'weak'),
  name('điện mật', 'cd', 'weak'),
  name('tờ trình', 'ttr', 'weak'),
  name('báo cáo', 'bc', 'coded'),
  name('phương án', 'pa', 'coded'),
  name('dự án', 'duan', 'coded'),
  name('biên bản', 'bb', 'coded'),
  name('thông cáo', 'tc', 'coded'),
  name('quy hoạch', 'quyhoach', 'coded'),
  name('chiến lược', 'cl', 'coded'),
  name('văn bản', 'vb', 'weak'),
  name('văn bản hỏa tốc', 'vb', 'weak'),
  name('văn bản khẩn', 'vb', 'weak'),
  name('văn bản hợp nhất', 'vbhn', 'strong'),
  name('luật', 'luat', 'coded'),
  name('bộ luật', 'luat', 'coded'),
  name('hiến pháp', 'hp', 'coded'),
  name('lệnh', 'lenh', 'coded'),
  // Words that lost the space between them.
  name('nghịquyết', 'nq', 'strong'),
  name('chỉthị', 'ct', 'strong'),
  name('nghịđịnh', 'nd', 'strong'),
  name('thôngtư', 'tt', 'strong'),
  name('kếtluận', 'kl', 'capital'),
  name('quyếtđịnh', 'qd', 'capital'),
  name('quyđịnh', 'qdi', 'capital'),
  name('kếhoạch', 'kh', 'weak'),
];

/** Abbreviations that stand for the type word before a number: `NQ54`, `CT 05`, `NQ TW4`. */
export const TYPE_ABBREVIATIONS: readonly DocumentTypeName[] = [
  name('nq', 'nq', 'strong'),
  name('ct', 'ct', 'strong'),
  name('nqtw', 'nq', 'strong'),
  name('nqtư', 'nq', 'strong'),
  name('nđ', 'nd', 'strong'),
  name('qđ', 'qd', 'capital'),
  name('kl', 'kl', 'capital'),
  name('tt', 'tt', 'coded'),
  name('ttlt', 'ttlt', 'strong'),
  name('hd', 'hd', 'coded'),
  name('kh', 'kh', 'coded'),
  name('tb', 'tb', 'coded'),
  name('cv', 'cv', 'coded'),
  name('ctr', 'ctr', 'coded'),
];

/** Folded type code -> type. `qd` is shared by quyết định and quy định: the word decides. */
export const TYPE_BY_CODE: Readonly<Record<string, string>> = {
  nq: 'nq',
  ct: 'ct',
  kl: 'kl',
  qd: 'qd',
  qdi: 'qdi',
  qyd: 'qdi',
  qc: 'qc',
  hd: 'hd',
  hdln: 'hd',
  khlt: 'kh',
  khln: 'kh',
  ctrph: 'ctr',
  ttrlt: 'ttr',
  tb: 'tb',
  tbkl: 'tb',
  tt: 'tt',
  ttlt: 'ttlt',
  ttr: 'ttr',
  tri: 'tri',
  kh: 'kh',
  ctr: 'ctr',
  ctrhd: 'ctr',
  cthd: 'ctr',
  ctrct: 'ctr',
  da: 'da',
  bc: 'bc',
  cv: 'cv',
  bb: 'bb',
  pa: 'pa',
  tc: 'tc',
  nd: 'nd',
  nqlt: 'nqlt',
  vbhn: 'vbhn',
  l: 'lenh',
  cd: 'cd',
  sl: 'sl',
  pl: 'pl',
  lct: 'lenh',
};

/** The type in words, for people. */
export const TYPE_LABELS: Readonly<Record<string, string>> = {
  nq: 'Nghị quyết',
  nqlt: 'Nghị quyết liên tịch',
  ct: 'Chỉ thị',
  kl: 'Kết luận',
  qd: 'Quyết định',
  qdi: 'Quy định',
  qc: 'Quy chế',
  hd: 'Hướng dẫn',
  tb: 'Thông báo',
  tt: 'Thông tư',
  ttlt: 'Thông tư liên tịch',
  tri: 'Thông tri',
  kh: 'Kế hoạch',
  ctr: 'Chương trình',
  da: 'Đề án',
  duan: 'Dự án',
  bc: 'Báo cáo',
  cv: 'Công văn',
  cd: 'Công điện',
  ttr: 'Tờ trình',
  nd: 'Nghị định',
  luat: 'Luật',
  pl: 'Pháp lệnh',
  hp: 'Hiến pháp',
  lenh: 'Lệnh',
  sl: 'Sắc lệnh',
  vbhn: 'Văn bản hợp nhất',
  vb: 'Văn bản',
};
