import { describe, expect, test } from 'vitest';
import type { DirectiveFinder, QueryNode, QueryWord } from '../../../src/search/query/query-ast.ts';
import { QueryError } from '../../../src/search/query/query-error.ts';
import { parseQuery } from '../../../src/search/query/parse-query.ts';
import { createWordSegmenter } from '../../../src/text/segmenter/create-word-segmenter.ts';

const segmenter = createWordSegmenter();

/** Knows one directive, by its number anywhere and by its nickname alone. */
const directives: DirectiveFinder = {
  resolve: (name) => (/^(?:(?:chỉ thị )?05-ct\/tw|khoán)$/iu.test(name) ? ['vn:tw:ct:k12:5'] : []),
  find: (words) => {
    const match = /(?:chỉ thị )?05 ?-ct\/tw|^khoán$/iu.exec(words);
    if (match === null) return [];
    const { 0: surface, index: start } = match;
    return [{ surface, start, end: start + surface.length, documents: ['vn:tw:ct:k12:5'] }];
  },
};

const parse = (query: string, wordsInRow = false) => parseQuery(query, { segmenter, directives, wordsInRow });

/** A query as it was understood, in a notation of its own. */
function show(node: QueryNode): string {
  const field = 'field' in node && node.field !== 'any' ? `${node.field}:` : '';
  switch (node.kind) {
    case 'everything':
      return '*';
    case 'word':
      return field + showWord(node.word);
    case 'phrase':
      return `${field}"${node.words.map(showWord).join(' ')}"`;
    case 'near':
      return `${field}near${node.distance}(${node.operands.map((words) => words.map(showWord).join(' ')).join(', ')})`;
    case 'and':
    case 'or':
      return `${node.kind}(${node.children.map(show).join(', ')})`;
    case 'not':
      return `not(${show(node.child)})`;
    case 'fact': {
      const { fact, ...rest } = node.test;
      return `${fact}=${Object.values(rest).join('..')}`;
    }
    case 'directive':
      return `<${node.documents.join(' ')}>`;
  }
}

function showWord({ exact, match }: QueryWord): string {
  if (match.kind === 'whole') return exact;
  return match.kind === 'prefix' ? `${match.prefix}*` : `${exact}~${match.edits}`;
}

describe('parseQuery', () => {
  test.each([
    ['', '*'],
    ['  \n ', '*'],
    ['?!', '*'],
    ['*', '*'],
    ['đảng', 'đảng'],
    ['ĐẢNG', 'đảng'],
    ['hòa bình', 'and(hoà, bình)'],
    ['hoà bình'.normalize('NFD'), 'and(hoà, bình)'],
    ['học AND tập', 'and(học, tập)'],
    ['học and tập', 'and(học, and, tập)'],
    ['a OR b', 'or(a, b)'],
    ['a b OR c d', 'or(and(a, b), and(c, d))'],
    ['a (b OR c) d', 'and(a, or(b, c), d)'],
    ['NOT a', 'not(a)'],
    ['a -b', 'and(a, not(b))'],
    ['a NOT b OR c', 'or(and(a, not(b)), c)'],
    ['-a', 'not(a)'],
    ['NOT NOT a', 'not(not(a))'],
    ['a -"b c"', 'and(a, not("b c"))'],
    ['a -(b OR c)', 'and(a, not(or(b, c)))'],
    ['a - b', 'and(a, b)'],
    ['a – b', 'and(a, b)'],
    ['--a', 'a'],
    ['Hà-Nội', '"hà nội"'],
    ['COVID-19', '"covid 19"'],
    ['25.000 đồng', 'and(25.000, đồng)'],
    ['"học tập"', '"học tập"'],
    ['“học tập” và «làm theo»', 'and("học tập", và, "làm theo")'],
    ['„học tập“', '"học tập"'],
    ['"học"', 'học'],
    ['"học tập', '"học tập"'],
    ['a "', 'a'],
    ['""', '*'],
    ['a "" b', 'and(a, b)'],
    ['"a AND b"', '"a and b"'],
    ['"a (b) -c"', '"a b c"'],
    ['a NEAR/3 b', 'near3(a, b)'],
    ['a NEAR b', 'near10(a, b)'],
    ['a NEAR/0 "b c" NEAR/0 d', 'near0(a, b c, d)'],
    ['x a NEAR/3 b y', 'and(x, near3(a, b), y)'],
    ['-a NEAR/3 b', 'not(near3(a, b))'],
    ['title:a NEAR/3 b', 'title:near3(a, b)'],
    ['title:(a NEAR/3 b)', 'title:near3(a, b)'],
    ['tuyên*', 'tuyên*'],
    ['Hòa*', 'hoà*'],
    ['ky*', 'ky*'],
    ['"tuyên giáo*"', '"tuyên giáo*"'],
    ['dương~', 'dương~1'],
    ['dương~1 tuyen~2', 'and(dương~1, tuyen~2)'],
    ['"tuyen~ giáo"', '"tuyen~1 giáo"'],
    ['title:học', 'title:học'],
    ['title:học tập', 'and(title:học, tập)'],
    ['title:"học tập"', 'title:"học tập"'],
    ['title:(học tập OR text:đảng)', 'or(and(title:học, title:tập), text:đảng)'],
    ['title:tuyên*', 'title:tuyên*'],
    ['-title:học', 'not(title:học)'],
    ['title:-học', 'not(title:học)'],
    ['site:WWW.hcm.example', 'site=hcm.example'],
    ['kind:bulletin', 'kind=bulletin'],
    ['place:hcm/quan-1', 'place=hcm/quan-1'],
    ['issuer:tw.btgtw', 'issuer=tw.btgtw'],
    ['date:2019', 'date=2019-01-01..2019-12-31'],
    ['date:2020-02', 'date=2020-02-01..2020-02-29'],
    ['date:2019-05-03', 'date=2019-05-03..2019-05-03'],
    ['date:2019..2020', 'date=2019-01-01..2020-12-31'],
    ['date:2019-05..', 'date=2019-05-01..'],
    ['date:..2020-06', 'date=..2020-06-30'],
    ['đảng -site:a.example date:2019', 'and(đảng, not(site=a.example), date=2019-01-01..2019-12-31)'],
    ['site:"a.example"', 'site=a.example'],
    ['(site:a.example OR site:b.example)', 'or(site=a.example, site=b.example)'],
    ['doc:05-CT/TW', '<vn:tw:ct:k12:5>'],
    ['doc:"Chỉ thị 05-CT/TW" -tuyên', 'and(<vn:tw:ct:k12:5>, not(tuyên))'],
    ['05-CT/TW', '<vn:tw:ct:k12:5>'],
    ['05 -CT/TW', '<vn:tw:ct:k12:5>'],
    ['05-CT/TW tuyên giáo', 'and(<vn:tw:ct:k12:5>, tuyên, giáo)'],
    ['học Chỉ thị 05-CT/TW tập', 'and(học, <vn:tw:ct:k12:5>, tập)'],
    ['học tập "Chỉ thị 05-CT/TW"', 'and(học, tập, <vn:tw:ct:k12:5>)'],
    ['"thực hiện Chỉ thị 05-CT/TW"', '"thực hiện chỉ thị 05 ct tw"'],
    ['text:"Chỉ thị 05-CT/TW"', 'text:"chỉ thị 05 ct tw"'],
    ['title:(05-CT/TW)', 'title:"05 ct tw"'],
    ['a OR -05-CT/TW', 'or(a, not(<vn:tw:ct:k12:5>))'],
    ['tuyên NEAR/5 05-CT/TW', 'near5(tuyên, 05 ct tw)'],
    ['khoán', '<vn:tw:ct:k12:5>'],
    ['khoán hộ', 'and(khoán, hộ)'],
    ['"khoán" hộ', 'and(<vn:tw:ct:k12:5>, hộ)'],
    ['06-CT/TW', '"06 ct tw"'],
    ['http://a.example/x', '"http a example x"'],
    ['Hồ Chí Minh: tiểu sử', 'and(hồ, chí, minh, tiểu, sử)'],
    ['12:30', '12:30'],
    ['a && b', 'and(a, b)'],
    ['NEARLY ANDREW', 'and(nearly, andrew)'],
  ])('%j is %s', (query, expected) => {
    expect(show(parse(query).node)).toBe(expected);
  });

  test.each([
    ['học tập', '"học tập"'],
    ['học AND tập', 'and(học, tập)'],
    ['học tập OR làm theo', 'or("học tập", "làm theo")'],
    ['học 05-CT/TW tập', 'and(học, <vn:tw:ct:k12:5>, tập)'],
    ['học title:tập', 'and(học, title:tập)'],
    ['học -tập', 'and(học, not(tập))'],
  ])('words in a row: %j is %s', (query, expected) => {
    expect(show(parse(query, true).node)).toBe(expected);
  });

  test('names the directives that it found', () => {
    expect(parse('học 05-CT/TW').directives).toEqual([
      { surface: '05-CT/TW', documents: ['vn:tw:ct:k12:5'] },
    ]);
    expect(parse('tuyên NEAR/5 05-CT/TW').directives).toEqual([]);
  });

  test.each([
    ['AND học', 0, /AND has nothing before it/u],
    ['học AND', 4, /AND has nothing behind it/u],
    ['học AND OR tập', 8, /OR has nothing before it/u],
    ['học OR', 4, /OR has nothing behind it/u],
    ['OR', 0, /OR has nothing before it/u],
    ['học NOT', 4, /NOT has nothing behind it/u],
    ['(học AND)', 5, /AND has nothing behind it/u],
    ['học (tập', 4, /never closed/u],
    ['(', 0, /never closed/u],
    ['học) tập', 3, /closes none/u],
    [')', 0, /closes none/u],
    ['học () tập', 4, /hold nothing/u],
    ['NEAR/3 a', 0, /NEAR\/3 has nothing before it/u],
    ['a NEAR/3', 2, /NEAR\/3 has nothing behind it/u],
    ['a NEAR/x b', 7, /NEAR\/5/u],
    ['a NEAR/101 b', 7, /0 to 100/u],
    ['a NEAR/3 (b OR c)', 9, /words or "quoted phrases"/u],
    ['site:a.example NEAR/3 b', 0, /words or "quoted phrases"/u],
    ['a NEAR/3 b NEAR/4 c', 11, /NEAR\/3 here, too/u],
    ['a NEAR b NEAR c NEAR d NEAR e NEAR f NEAR g', 37, /at most 6/u],
    ['a*b', 1, /end of a word/u],
    ['từ~3', 2, /word~ or word~2/u],
    ['title: học', 0, /title: is followed by nothing/u],
    ['học site:', 4, /site: is followed by nothing/u],
    ['titel:học', 0, /"title:" was meant/u],
    ['plce:hcm', 0, /"place:" was meant/u],
    ['kind:video', 5, /article, bulletin, listing, other/u],
    ['place:Quận', 6, /hcm\/quan-1/u],
    ['issuer:"Bộ Y tế"', 7, /tw, ttg, cp, qh14/u],
    ['date:2019-13', 5, /not a date/u],
    ['date:hôm-qua', 5, /not a date/u],
    ['date:2020..2019', 5, /swap them/u],
    ['date:..', 5, /date:2019\.\./u],
    ['site:(a OR b)', 5, /site:a OR site:b/u],
    ['doc:""', 4, /empty quotes/u],
    ['doc:06-XX/YY', 4, /names no directive/u],
  ])('%j points at character %i (from 0) and says the way out', (query, position, message) => {
    const error = catchError(() => parse(query));
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({ code: 'bad-query', position });
    expect((error as QueryError).message).toMatch(message);
  });

  test('the caret stands below the character', () => {
    const { message } = catchError(() => parse('đường (dương')) as QueryError;
    expect(message.split('\n')).toEqual([
      'this parenthesis is never closed; add the missing ")", at character 7:',
      '  đường (dương',
      '        ^',
    ]);
  });

  test('the caret stands below the character of a long query, too', () => {
    const { message } = catchError(() => parse(`${'từ '.repeat(100)}( ${'từ '.repeat(100)}`)) as QueryError;
    const [, line, caret] = message.split('\n');
    expect(line!.length).toBeLessThan(140);
    expect(line!.charAt(caret!.indexOf('^'))).toBe('(');
  });

  test.each([
    ['parentheses', `${'('.repeat(500)}a${')'.repeat(500)}`, /nests deeper/u],
    ['negations', `${'NOT '.repeat(500)}a`, /nests deeper/u],
    ['fields', `${'title:('.repeat(300)}a`, /nests deeper/u],
    ['words', 'a '.repeat(300), /more than 256 words/u],
    ['characters', 'a'.repeat(4001), /longer than 4000/u],
    ['a megabyte', 'a '.repeat(500_000), /longer than 4000/u],
  ])('too many %s are refused', (_name, query, message) => {
    expect(() => parse(query)).toThrow(message);
  });
});

function catchError(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
