import { createMemoryFrontier } from '../../src/crawl/memory-frontier.ts';
import { describeFrontier } from './frontier.contract.ts';

describeFrontier('memory', createMemoryFrontier, { keepsRevisits: true });
