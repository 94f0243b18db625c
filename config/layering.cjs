/**
 * The layering rules (docs/ARCHITECTURE.md, "Rooms"): imports go down the order in which data flows.
 * Every rule says why it exists, because that is what its message must tell whoever trips over it.
 */
const ROOMS = ['base', 'model', 'crawl', 'extract', 'text', 'references', 'store', 'search'];

/** What each room may import besides itself. Everything else is forbidden. */
const MAY_IMPORT = {
  base: [],
  model: ['base'],
  text: ['base', 'model'],
  crawl: ['base', 'model'],
  extract: ['base', 'model', 'text'],
  references: ['base', 'model', 'text'],
  store: ['base', 'model'],
  search: ['base', 'model', 'text', 'references', 'store'],
  engines: [...ROOMS],
  jobs: [...ROOMS, 'engines'],
};

const REASON = {
  base: 'base is what the standard library forgot: it knows nothing of tracuu.',
  model: 'the nouns are shared by all rooms, so they may depend on none.',
  text: 'text must be usable on any string, without pages or archives.',
  crawl: 'crawling decides what to request; what a page says is found out downstream.',
  extract: 'extraction turns one page into one article and must run without a crawl or a store.',
  references: 'finding references must work on any text, without a page, a store or an index.',
  store: 'the store keeps what others found; it must not know how it was found.',
  search: 'search reads what was stored; nothing upstream may need an index.',
  engines: 'engines fill ports; were they to call jobs, IO would decide the order of work.',
  jobs: 'jobs name the order of the work; who calls a job is not its business.',
};

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'Data flows one way; a cycle means that two files are one, or that a type sits in the wrong room.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
      name: `${room}-looks-downstream`,
      comment: REASON[room],
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
    })),
    {
      name: 'cli-and-web-are-thin',
      comment:
        'A notebook must be able to do whatever the shell can: cli and web use the public API and base alone.',
      severity: 'error',
      from: { path: '^src/(cli|web)/' },
      to: { path: '^src/', pathNot: '^src/(cli|web|base)/|^src/index\\.ts$' },
    },
    {
      name: 'only-engines-import-engine-packages',
      comment:
        'A package that touches the world or that could be replaced stands behind a port, so that it can be.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engines/' },
      to: {
        path: 'node_modules/(@opensearch-project/opensearch|@photostructure/sqlite|undici|minisearch|vntk)/',
      },
    },
    {
      name: 'index-in-memory-runs-in-a-browser',
      comment: 'The index in memory and the suggestions are for pages and notebooks, too: nothing of Node.',
      severity: 'error',
      from: {
        path: '^src/engines/search-index/(segmented-index|suggest-names)\\.ts$',
      },
      to: {
        path: '^(node:)?(fs|path|os|crypto|url|buffer|process|stream|worker_threads|child_process)(/|$)',
        reachable: true,
      },
    },
    {
      name: 'only-cli-parses-arguments',
      comment: 'commander is how a shell speaks; the library must load without it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: 'node_modules/commander/' },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports is dead; delete it.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|^src/index\\.ts$|^src/cli/main\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
