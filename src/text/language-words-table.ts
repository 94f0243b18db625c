/**
 * Frequent function words by BCP 47 language, chosen by us from grammars so that hardly one is a word of two
 * languages. Vietnamese is told by its letters; its row serves text that was typed without diacritics.
 */
export const FUNCTION_WORDS: readonly (readonly [language: string, words: string])[] = [
  [
    'vi',
    'cua va la cho nhung khong duoc trong nguoi voi cac nay mot cung khi tai theo viec nhieu phai den tren nuoc',
  ],
  ['en', 'the of and to that is was for with as are this by be from which have has were been their'],
  ['fr', 'le les des du est dans que qui pour une pas sur au avec par ce cette ont aux mais ses leur'],
  ['de', 'der die das und ist nicht ein eine mit von den dem zu auf für sich auch als wird werden oder'],
  ['es', 'el los las del que y en por una con para se es como más su al lo pero sus'],
  ['pt', 'o os as do da dos das que e em um uma para com não por mais se ao na'],
  ['it', 'il di che della per una con non sono del nel alla dei gli più anche le è questo come'],
  [
    'id',
    'yang dan dengan untuk dari pada ini itu tidak dalam akan adalah oleh telah juga atau kepada mereka saya ada',
  ],
  ['nl', 'het een van en dat niet zijn voor met op te aan ook als worden door naar maar bij deze'],
  ['pl', 'nie się jest że na do jak ale przez dla który są oraz po za od może tylko być tym'],
  ['cs', 'se na je že jako které pro byl také podle jsou od po ale až jsem které který nebo bylo'],
  ['tr', 've bir bu için ile olarak daha çok olan gibi kadar sonra ancak her ne değil var olduğu ise da'],
  ['sv', 'och att det som en på är av för med den till inte har ett om men var jag sig'],
  ['ro', 'și în de la cu pe care este nu din un mai sunt pentru că prin sau fost fi au'],
];

/** Scripts that tell the language by themselves, most specific first: Japanese mixes kana with Han. */
export const SCRIPT_LANGUAGES: readonly (readonly [language: string, pattern: RegExp])[] = [
  ['ja', /[\u3040-\u30ff]/gu],
  ['ko', /[\u1100-\u11ff\uac00-\ud7af]/gu],
  ['zh', /[\u3400-\u9fff]/gu],
  ['th', /[\u0e00-\u0e7f]/gu],
  ['lo', /[\u0e80-\u0eff]/gu],
  ['km', /[\u1780-\u17ff]/gu],
  ['my', /[\u1000-\u109f]/gu],
  ['uk', /[іїєґ]/giu],
  ['ru', /[\u0400-\u04ff]/gu],
  ['el', /[\u0370-\u03ff]/gu],
  ['ar', /[\u0600-\u06ff]/gu],
  ['he', /[\u0590-\u05ff]/gu],
  ['hi', /[\u0900-\u097f]/gu],
];
